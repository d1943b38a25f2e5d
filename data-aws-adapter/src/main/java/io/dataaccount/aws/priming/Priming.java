package io.dataaccount.aws.priming;

import io.dataaccount.aws.client.AwsClients;
import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.config.AwsObserver;
import io.dataaccount.aws.config.AwsTables;
import io.dataaccount.aws.dynamodb.DynamoDbAuditLog;
import io.dataaccount.aws.dynamodb.DynamoDbRoleAssignments;
import io.dataaccount.aws.dynamodb.DynamoDbUsecaseRepository;
import io.dataaccount.aws.s3.S3BucketStore;
import io.dataaccount.aws.sts.StsCredentialResolver;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UploadConditions;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.port.SessionRequest;
import io.dataaccount.core.port.SessionScope;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Runs the code of an upload URL once with dummy responses, so that its classes are loaded before the first real
 * request. The steps are in the reverse order of a real request: if priming runs in parallel with the first request,
 * the two load different classes at first. Sends no request to AWS, and keeps none of the dummy data.
 */
public final class Priming {
    private static final Credentials DUMMY_CREDENTIALS = new Credentials("none", "none", "none", null);
    private static final BucketName BUCKET = new BucketName("priming");
    private static final UsecaseId USECASE = new UsecaseId("priming");
    private static final AccountId ACCOUNT = new AccountId("000000000000");
    private static final RoleArn ROLE = new RoleArn("arn:aws:iam::000000000000:role/priming");

    private static final UserId USER = new UserId("priming");

    private Priming() {}

    /**
     * Runs all steps in the current thread.
     *
     * @param config supplies region, endpoints and table names
     */
    public static void run(AwsConfig config) {
        Clock clock = Clock.systemUTC();
        try (AwsClients clients =
                new AwsClients(config.ownedBy(DUMMY_CREDENTIALS), AwsObserver.NONE, new PrimingHttpClient())) {
            AccountSession session = new AccountSession(ACCOUNT, ROLE.value(), DUMMY_CREDENTIALS);
            Bucket bucket = new S3BucketStore(clients.s3(), config.region()).bucket(session, BUCKET);
            clients.presigner()
                    .batch(session, bucket, clock.instant(), new UrlLifetime(1))
                    .sign(new Upload(new ObjectKey("priming"), ContentType.OCTET_STREAM, UploadConditions.NONE));
            new StsCredentialResolver(clients.sts(), clients.ownCredentials())
                    .resolve(new SessionRequest(
                            new Caller("priming", "priming", false),
                            new AccountRole(ACCOUNT, ROLE, null),
                            SessionRequest.Purpose.UPLOAD,
                            SessionScope.of(BUCKET),
                            Duration.ofSeconds(1)));
            DynamoDbClient dynamoDb = clients.dynamoDb();
            AwsTables tables = config.tables();
            new DynamoDbUsecaseRepository(dynamoDb, tables.usecases(), tables.userRoles()).find(USECASE);
            new DynamoDbRoleAssignments(dynamoDb, tables.userRoles(), tables.usecases()).of(USER);
            tables.auditLog()
                    .ifPresent(table -> new DynamoDbAuditLog(dynamoDb, table, tables.auditKept()).write(event(clock)));
        }
    }

    private static AuditEvent event(Clock clock) {
        return new AuditEvent(
                "priming",
                clock.instant(),
                USER,
                "priming",
                "priming",
                "priming",
                RoleScope.of(USECASE),
                AuditEvent.Result.SUCCESS,
                Map.of("priming", 1));
    }
}

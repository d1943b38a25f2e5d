package io.dataaccount.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.aws.config.AwsObserver;
import io.dataaccount.aws.config.PolicyDialect;
import io.dataaccount.aws.sts.StsCredentialResolver;
import io.dataaccount.aws.testing.TestAws;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.policy.SessionStarts;
import io.dataaccount.core.port.SessionRequest;
import io.dataaccount.core.port.SessionRequest.Purpose;
import io.dataaccount.core.port.SessionScope;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * What an attacker could do with the server's sessions: requests of an S3 client, without our own code, to the bucket
 * of the use case, to another bucket of the same account, and to a bucket of another account.
 */
class SessionBoundaryTest {
    @RegisterExtension
    static final TestAws AWS = new TestAws();

    private static final Caller CALLER = new Caller("u-1", "ana", false);
    private static final String OURS = "team-a/";

    private final String own = "own-" + UUID.randomUUID();
    private final String neighbours = "neighbours-" + UUID.randomUUID();
    private final String foreign = "foreign-" + UUID.randomUUID();
    private final SessionScope whole = SessionScope.of(new BucketName(own));
    private final SessionScope part = new SessionScope(new BucketName(own), new Prefix(OURS));

    @BeforeEach
    void createBuckets() {
        create(TestAws.DATA, own);
        create(TestAws.DATA, neighbours);
        create(TestAws.OTHER, foreign);
    }

    private static void create(AccountId account, String bucket) {
        try (S3Client s3 = s3(AWS.open(account).credentials())) {
            s3.createBucket(request -> request.bucket(bucket));
            for (String key : List.of("team-a/", "team-a/1", "team-b/", "team-b/1", "team-ab/1", "root")) {
                put(s3, bucket, key);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> browsing_ofTheAccount_listsBuckets() {
        return every(Purpose.BROWSE, SessionScope.ACCOUNT, Set.of("list buckets", "locate own", "locate neighbours"));
    }

    @TestFactory
    Stream<DynamicTest> browsing_ofABucket_listsThat() {
        return every(
                Purpose.BROWSE,
                whole,
                Set.of("head own", "list all of own", "list ours in own", "list others' in own"));
    }

    @TestFactory
    Stream<DynamicTest> browsing_underAPrefix_listsThat() {
        return every(Purpose.BROWSE, part, Set.of("locate own", "list ours in own"));
    }

    /** HeadBucket needs the permission to list the bucket. */
    @TestFactory
    Stream<DynamicTest> uploading_toABucket_putsThere() {
        return every(
                Purpose.UPLOAD,
                whole,
                Set.of(
                        "head own",
                        "list all of own",
                        "list ours in own",
                        "list others' in own",
                        "put ours into own",
                        "put others' into own",
                        "look at our marker in own",
                        "look at others' marker in own"));
    }

    @TestFactory
    Stream<DynamicTest> uploading_underAPrefix_putsThere() {
        return every(Purpose.UPLOAD, part, Set.of("locate own", "put ours into own", "look at our marker in own"));
    }

    @TestFactory
    Stream<DynamicTest> managing_aBucket_changesThatAndNoObject() {
        return every(
                Purpose.MANAGE,
                whole,
                Set.of(
                        "head own",
                        "list all of own",
                        "list ours in own",
                        "list others' in own",
                        "read settings of own",
                        "change settings of own"));
    }

    protected PolicyDialect dialect() {
        return PolicyDialect.AWS;
    }

    protected final SessionScope wholeBucket() {
        return whole;
    }

    protected final Stream<DynamicTest> every(Purpose purpose, SessionScope scope, Set<String> allowed) {
        S3Client s3 = s3(session(purpose, scope));
        Map<String, Consumer<S3Client>> attempts = attempts();
        assertThat(attempts).containsKeys(allowed.toArray(String[]::new));
        return attempts.entrySet().stream()
                .map(attempt -> DynamicTest.dynamicTest(attempt.getKey(), () -> {
                    if (allowed.contains(attempt.getKey())) {
                        assertThatCode(() -> attempt.getValue().accept(s3)).doesNotThrowAnyException();
                    } else {
                        @Nullable
                        AwsServiceException refusal = catchThrowableOfType(
                                AwsServiceException.class,
                                () -> attempt.getValue().accept(s3));
                        assertThat(refusal).as("refused").isNotNull();
                        assertThat(refusal.statusCode()).isEqualTo(403);
                    }
                }));
    }

    private Map<String, Consumer<S3Client>> attempts() {
        Map<String, Consumer<S3Client>> attempts = new TreeMap<>();
        attempts.put("list buckets", S3Client::listBuckets);
        attempts.put("create a bucket", s3 -> s3.createBucket(r -> r.bucket("new-" + UUID.randomUUID())));
        Map.of("own", own, "neighbours", neighbours, "foreign", foreign)
                .forEach((name, bucket) -> attemptsOn(bucket, name, attempts));
        return attempts;
    }

    private static void attemptsOn(String bucket, String name, Map<String, Consumer<S3Client>> attempts) {
        attempts.put("head " + name, s3 -> s3.headBucket(r -> r.bucket(bucket)));
        attempts.put("locate " + name, s3 -> s3.getBucketLocation(r -> r.bucket(bucket)));
        attempts.put("list all of " + name, s3 -> s3.listObjectsV2(r -> r.bucket(bucket)));
        attempts.put(
                "list ours in " + name,
                s3 -> s3.listObjectsV2(r -> r.bucket(bucket).prefix(OURS)));
        attempts.put(
                "list others' in " + name,
                s3 -> s3.listObjectsV2(r -> r.bucket(bucket).prefix("team-ab/")));
        attempts.put(
                "list versions in " + name,
                s3 -> s3.listObjectVersions(r -> r.bucket(bucket).prefix(OURS)));
        attempts.put("put ours into " + name, s3 -> put(s3, bucket, "team-a/2"));
        attempts.put("put others' into " + name, s3 -> put(s3, bucket, "team-ab/2"));
        attempts.put(
                "look at our marker in " + name,
                s3 -> s3.headObject(r -> r.bucket(bucket).key("team-a/")));
        attempts.put(
                "look at others' marker in " + name,
                s3 -> s3.headObject(r -> r.bucket(bucket).key("team-b/")));
        attempts.put(
                "read ours in " + name,
                s3 -> s3.getObjectAsBytes(r -> r.bucket(bucket).key("team-a/1")));
        attempts.put(
                "read others' in " + name,
                s3 -> s3.getObjectAsBytes(r -> r.bucket(bucket).key("team-b/1")));
        attempts.put(
                "delete ours in " + name,
                s3 -> s3.deleteObject(r -> r.bucket(bucket).key("team-a/1")));
        attempts.put(
                "delete others' in " + name,
                s3 -> s3.deleteObject(r -> r.bucket(bucket).key("team-b/1")));
        attempts.put(
                "copy others' in " + name,
                s3 -> s3.copyObject(r -> r.sourceBucket(bucket)
                        .sourceKey("team-b/1")
                        .destinationBucket(bucket)
                        .destinationKey("team-a/3")));
        attempts.put("read settings of " + name, s3 -> s3.getBucketVersioning(r -> r.bucket(bucket)));
        attempts.put(
                "change settings of " + name,
                s3 -> s3.putBucketTagging(r -> r.bucket(bucket)
                        .tagging(tags -> tags.tagSet(tag -> tag.key("a").value("b")))));
        attempts.put("delete " + name, s3 -> s3.deleteBucket(r -> r.bucket(bucket)));
    }

    private Credentials session(Purpose purpose, SessionScope scope) {
        try (StsClient sts = AWS.sts()) {
            AccountRole target = new AccountRole(
                    TestAws.DATA,
                    new RoleArn("arn:aws:iam::" + TestAws.DATA + ":role/Data"),
                    new ExternalId("external-id-of-" + TestAws.DATA));
            AccountSession assumed = new StsCredentialResolver(
                            sts,
                            AWS.user(),
                            Clock.systemUTC(),
                            StsCredentialResolver.DEFAULT_SESSION_LIFE,
                            AwsObserver.NONE,
                            SessionStarts.limited(Clock.systemUTC()),
                            dialect())
                    .resolve(new SessionRequest(CALLER, target, purpose, scope, Duration.ofMinutes(5)));
            return assumed.credentials();
        }
    }

    private static S3Client s3(Credentials session) {
        AwsCredentials credentials =
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
        return S3Client.builder()
                .httpClient(AWS.http())
                .endpointOverride(AWS.aws().s3Endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(calls -> calls.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    private static void put(S3Client s3, String bucket, String key) {
        s3.putObject(
                r -> r.bucket(bucket).key(key), key.endsWith("/") ? RequestBody.empty() : RequestBody.fromString("x"));
    }
}

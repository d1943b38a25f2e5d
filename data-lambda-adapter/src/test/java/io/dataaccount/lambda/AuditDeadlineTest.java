package io.dataaccount.lambda;

import static io.dataaccount.lambda.FunctionFixture.EXTERNAL_ID;
import static io.dataaccount.lambda.FunctionFixture.ROLE;
import static io.dataaccount.lambda.FunctionFixture.USECASES;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.dataaccount.aws.AwsDataAccount;
import io.dataaccount.aws.MetadataStores;
import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.dynamodb.DynamoDbAuditLog;
import io.dataaccount.aws.dynamodb.DynamoDbRoleAssignments;
import io.dataaccount.aws.dynamodb.DynamoDbUsecaseRepository;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.aws.sdk.CallLimits;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.testkit.contract.InMemoryFixture;
import io.dataaccount.testkit.contract.RecordedResponse;
import io.dataaccount.testkit.embedded.EmbeddedAws;
import io.dataaccount.testkit.embedded.EmbeddedAwsConfig;
import io.dataaccount.testkit.embedded.config.EmbeddedRole;
import io.dataaccount.testkit.embedded.config.ReceivedRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The audit table after a request whose time for calls to AWS ran out. */
class AuditDeadlineTest {
    private static final String AUDIT = "dda-portal-audit-log";

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean slow;
    private EmbeddedAws aws;
    private PortalTables tables;
    private DynamoDbClient dynamoDb;
    private AwsDataAccount account;
    private LambdaHandler handler;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        aws = EmbeddedAws.start(EmbeddedAwsConfig.inDirectory(data)
                .withRoles(new EmbeddedRole(ROLE, EXTERNAL_ID))
                .withListener(this::received));
        tables = PortalTables.start();
        dynamoDb = tables.client(calls -> CallLimits.set(calls, Duration.ofSeconds(12), Duration.ofSeconds(5)));
        AwsConfig config = AwsConfig.in(Region.US_EAST_1, List.of(InMemoryFixture.PORTAL))
                .onServers(
                        aws.s3Endpoint(),
                        aws.stsEndpoint(),
                        new Credentials(aws.user().accessKeyId(), aws.user().secretAccessKey(), null, null));
        account = AwsDataAccount.open(
                config.with(config.settings().requiringAudit()),
                new MetadataStores(
                        new DynamoDbUsecaseRepository(dynamoDb, "dda-portal-usecases", "dda-portal-user-roles"),
                        new DynamoDbRoleAssignments(dynamoDb, "dda-portal-user-roles", "dda-portal-usecases"),
                        new DynamoDbAuditLog(dynamoDb, AUDIT, Duration.ofDays(2))));
        handler = new LambdaHandler(
                new RestApi(account.service(), new JacksonCodec()),
                List.of(InMemoryFixture.PORTAL),
                AcceptedClients.ANY,
                TestFunction.silentObserver());
    }

    private void received(ReceivedRequest request) {
        if (slow && request.operation().equals("PutBucketVersioning")) {
            try {
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @AfterEach
    void close() {
        ended.countDown();
        account.close();
        dynamoDb.close();
        tables.close();
        aws.close();
    }

    @Test
    void callWhoseTimeS3UsedUp_hasItsEndInTheAuditTable() throws IOException {
        post(USECASES, """
                {"usecase_id": "team", "name": "The team", "account_id": "444455556666",
                 "cross_account_role_arn": "%s", "external_id": "%s"}
                """.formatted(ROLE, EXTERNAL_ID), null);
        slow = true;

        RecordedResponse response = post(
                USECASES + "/team/data/buckets", "{\"bucket_name\": \"cut-off\"}", new TimeLeft(Duration.ofSeconds(7)));

        assertThat(ended.getCount()).as("S3 has not answered yet").isOne();
        assertThat(response.status()).isEqualTo(503);
        assertThat(dynamoDb.scan(scan -> scan.tableName(AUDIT)).items())
                .filteredOn(item -> text(item, "action").equals("create_bucket"))
                .singleElement()
                .satisfies(item -> assertThat(text(item, "result")).isEqualTo("failure"))
                .satisfies(
                        item -> assertThat(requireNonNull(item.get("details")).m())
                                .containsEntry("created", AttributeValue.fromBool(true)));
    }

    private RecordedResponse post(String target, String body, @Nullable Context context) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(FunctionFixture.event(target, body)), out, context);
        return Gateway.response(out.toByteArray());
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return requireNonNull(item.get(name)).s();
    }

    /** The Lambda context, as far as the handler uses it. */
    private record TimeLeft(Duration left) implements Context {
        @Override
        public int getRemainingTimeInMillis() {
            return (int) left.toMillis();
        }

        @Override
        public String getAwsRequestId() {
            return "";
        }

        @Override
        public String getLogGroupName() {
            return "";
        }

        @Override
        public String getLogStreamName() {
            return "";
        }

        @Override
        public String getFunctionName() {
            return "";
        }

        @Override
        public String getFunctionVersion() {
            return "";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "";
        }

        @Override
        public @Nullable CognitoIdentity getIdentity() {
            return null;
        }

        @Override
        public @Nullable ClientContext getClientContext() {
            return null;
        }

        @Override
        public int getMemoryLimitInMB() {
            return 512;
        }

        @Override
        public @Nullable LambdaLogger getLogger() {
            return null;
        }
    }
}

package io.dataaccount.aws.dynamodb;

import static io.dataaccount.aws.dynamodb.PortalTable.assertRefused;
import static io.dataaccount.core.error.ErrorCode.UNAVAILABLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.port.OtherUsecases;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** A server other than DynamoDB omits elements that DynamoDB always sends. Its responses must become errors. */
class LyingDynamoDbTest {
    private static final String NOTHING = "{\"Count\":0,\"ScannedCount\":0,\"Items\":[]}";

    private final Map<String, String> answers =
            new HashMap<>(Map.of("GetItem", "{}", "Scan", NOTHING, "Query", NOTHING, "TransactWriteItems", "{}"));
    private final AtomicInteger requests = new AtomicInteger();
    private final DynamoDbClient client = DynamoDbClient.builder()
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(new Scripted(answers, requests))
            .overrideConfiguration(calls -> calls.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build();
    private final DynamoDbUsecaseRepository repository = new DynamoDbUsecaseRepository(client, "usecases", "roles");
    private final DynamoDbRoleAssignments roles = new DynamoDbRoleAssignments(client, "roles", "usecases");

    @AfterEach
    void close() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"CancellationReasons\":null",
                ",\"CancellationReasons\":[]",
                ",\"CancellationReasons\":[{},{}]",
                ",\"CancellationReasons\":[{\"Code\":\"None\"},{}]",
                ",\"CancellationReasons\":[{},{\"Code\":\"ConditionalCheckFailed\"}]",
                ",\"CancellationReasons\":[{\"Code\":\"None\"}]",
                ",\"CancellationReasons\":[{\"Code\":\"None\"},{\"Code\":\"None\"},{\"Code\":\"ConditionalCheckFailed\"}]"
            })
    void transactionThatIsCancelledWithoutAReason_isUnavailable(String reasons) {
        answers.put(
                "TransactWriteItems",
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\",\"message\":\"no\""
                        + reasons + "}");
        for (ThrowingCallable write : List.<ThrowingCallable>of(
                () -> repository.create(Samples.USECASE, others -> {}),
                () -> repository.update(Samples.USECASE, Samples.CHANGED, others -> {}),
                () -> roles.create(Samples.ASSIGNMENT))) {
            assertThat(assertRefused(UNAVAILABLE, write).detail()).contains("TransactWriteItems", "try again");
        }
    }

    /** Values that DynamoDB cannot store. A number with a large exponent would have more digits than memory has room for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"N\":\"abc\"}",
                "{\"N\":\"\"}",
                "{\"N\":\"1E999999999\"}",
                "{\"N\":\"-1E400\"}",
                "{\"N\":\"1e99999999999999\"}",
                "{\"M\":{\"a\":{\"L\":[{\"N\":\"NaN\"}]}}}"
            })
    void numberThatDynamoDbCannotStore_isUnavailable(String value) {
        String item = "{\"usecase_id\":{\"S\":\"uc-1\"},\"a\":" + value + "}";
        answers.put("GetItem", "{\"Item\":" + item + "}");
        answers.put("Scan", "{\"Count\":1,\"Items\":[" + item + "]}");
        for (ThrowingCallable read : List.<ThrowingCallable>of(
                () -> repository.find(Samples.ID), () -> repository.create(Samples.USECASE, others -> others.all()))) {
            assertThat(assertRefused(UNAVAILABLE, read).detail()).contains("DynamoDB", "number");
        }
        assertThat(repository.list(PageRequest.first(PageSize.MAX)).items()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "{\"L\":null}",
                "{\"L\":[null]}",
                "{\"L\":[{}]}",
                "{\"M\":{\"a\":null}}",
                "{\"NEW\":1}"
            })
    void valueOfNoType_isRead(String value) {
        String item = "{\"usecase_id\":{\"S\":\"" + Samples.ID + "\"},\"created_at\":{\"N\":\"1\"},"
                + "\"account_id\":{\"S\":\"111122223333\"},\"a\":" + value + "}";
        answers.put("GetItem", "{\"Item\":" + item + "}");
        answers.put("Scan", "{\"Count\":1,\"Items\":[" + item + "]}");
        assertThat(repository.find(Samples.ID)).isPresent();
        assertThat(repository.list(PageRequest.first(PageSize.MAX)).items()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"S\":\"x\"}", "{\"N\":\"1.5\"}", "{\"N\":\"1E30\"}", "{\"N\":\"-1\"}"})
    void revisionThatIsNone_isUnavailable(String value) {
        answers.put("GetItem", "{\"Item\":{\"revision\":" + value + "}}");
        assertThat(assertRefused(UNAVAILABLE, () -> repository.create(Samples.USECASE, others -> {}))
                        .detail())
                .contains("'revision'", "remove the item");
    }

    @TestFactory
    Stream<DynamicTest> listThatIsNone_isUnavailable() {
        return Stream.of(
                        "{}",
                        "{\"Items\":[]}",
                        "{\"Count\":1}",
                        "{\"Count\":2,\"Items\":[{\"user_id\":{\"S\":\"ana\"}}]}",
                        "{\"Count\":-1,\"Items\":[]}")
                .map(answer -> DynamicTest.dynamicTest(answer, () -> {
                    answers.put("Scan", answer);
                    answers.put("Query", answer);
                    assertNoListIsBelieved();
                }));
    }

    @Test
    void pageThatIsFollowedByItself_isUnavailable() {
        String page = "{\"Count\":0,\"Items\":[],\"LastEvaluatedKey\":{\"user_id\":{\"S\":\"ana\"}}}";
        answers.put("Scan", page);
        answers.put("Query", page);
        assertNoListIsBelieved();
    }

    @Test
    void pagesWithoutEnd_areReadForSoLong() {
        answers.put("Scan", "{\"Count\":0,\"Items\":[],\"LastEvaluatedKey\":{\"user_id\":{\"S\":\"NUMBER\"}}}");
        AtomicLong time = new AtomicLong(Long.MAX_VALUE - 1); // overflows, as System.nanoTime may
        DynamoDbPages pages = new DynamoDbPages(
                client,
                new DynamoDbCalls("usecases"),
                () -> time.getAndAdd(Duration.ofSeconds(1).toNanos()));
        ScanRequest scan = ScanRequest.builder().tableName("usecases").build();
        assertThat(assertRefused(UNAVAILABLE, () -> pages.scan(scan)).detail()).contains("within 30 s");
        assertThat(requests).hasValue((int) DynamoDbPages.LIMIT.toSeconds());
    }

    private void assertNoListIsBelieved() {
        Map<String, ThrowingCallable> calls = Map.of(
                "list", () -> repository.list(PageRequest.first(PageSize.MAX)),
                "create", () -> repository.create(Samples.USECASE, OtherUsecases::all),
                "update", () -> repository.update(Samples.USECASE, Samples.CHANGED, OtherUsecases::all),
                "of", () -> roles.of(new UserId("ana")),
                "in", () -> roles.in(RoleScope.of(Samples.ID)),
                "anyIn", () -> roles.anyIn(RoleScope.of(Samples.ID)),
                "removeOrphans", () -> roles.removeOrphans(Samples.ID));
        calls.forEach((name, call) -> {
            DataException refusal = assertRefused(UNAVAILABLE, call);
            assertThat(refusal.detail()).as(name).contains("dynamodb:", "on table '", "try again");
        });
    }

    @Test
    void transactionThatIsStillUnderWay_isUnavailable() {
        answers.put(
                "TransactWriteItems",
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionInProgressException\",\"message\":\"no\"}");
        assertRefused(UNAVAILABLE, () -> repository.create(Samples.USECASE, others -> {}));
        assertRefused(UNAVAILABLE, () -> roles.create(Samples.ASSIGNMENT));
    }

    /** Returns one response for each operation; an error if it has a type. It contains the number of the request. */
    private record Scripted(Map<String, String> answers, AtomicInteger requests) implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            String target =
                    request.httpRequest().firstMatchingHeader("X-Amz-Target").orElseThrow();
            String answer = requireNonNull(answers.get(target.substring(target.indexOf('.') + 1)))
                    .replace("NUMBER", "" + requests.incrementAndGet());
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpFullResponse.builder()
                                    .statusCode(answer.contains("__type") ? 400 : 200)
                                    .putHeader("Content-Type", "application/x-amz-json-1.0")
                                    .build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.getBytes(UTF_8))))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }
}

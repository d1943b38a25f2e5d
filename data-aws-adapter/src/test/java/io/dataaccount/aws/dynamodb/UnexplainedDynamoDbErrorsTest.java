package io.dataaccount.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.aws.testing.CannedHttp;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.model.audit.AuditPeriod;
import io.dataaccount.core.model.audit.AuditQuery;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.port.OtherUsecases;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Error responses that do not say the reason, of proxies and of other servers, at every request of every operation on
 * the tables.
 */
class UnexplainedDynamoDbErrorsTest {
    private static final List<Integer> STATUSES = List.of(301, 307, 400, 401, 403, 404, 409, 412, 500, 503);
    private static final AccountId ACCOUNT = new AccountId("111122223333");
    private static final String JSON = "application/x-amz-json-1.0";
    private static final String ITEM = "{\"usecase_id\":{\"S\":\"uc-1\"},\"user_id\":{\"S\":\"ana\"},"
            + "\"account_id\":{\"S\":\"111122223333\"},\"created_at\":{\"N\":\"1\"}}";

    /** The revision of the use cases, with recent writes that are known. */
    private static final String REVISION = "\"revision\":{\"N\":\"1\"},\"recent_revision\":{\"N\":\"1\"},"
            + "\"recent_since\":{\"N\":\"0\"},\"recent_writes\":{\"M\":{\"other\":{\"N\":\"1\"}}},";

    private static final Map<String, String> SUCCESS = Map.of(
            "GetItem", "{\"Item\":" + "{" + REVISION + ITEM.substring(1) + "}",
            "Query", "{\"Count\":1,\"Items\":[" + ITEM + "]}",
            "Scan", "{\"Count\":1,\"Items\":[" + ITEM + "]}");

    /** @param named whether the response has an error code, but one that nobody knows */
    private record Form(String name, @Nullable String body, String type, boolean named) {}

    private static final List<Form> FORMS = List.of(
            new Form("no body", null, JSON, false),
            new Form("an empty body", "", JSON, false),
            new Form("HTML", "<!DOCTYPE html>\n<html><body>SECRET<hr></body></html>", "text/html", false),
            new Form("JSON without a code", "{\"message\":\"SECRET\"}", JSON, false),
            new Form("unknown code", "{\"__type\":\"com.amazonaws#SomethingNew\",\"message\":\"SECRET\"}", JSON, true),
            new Form("truncated JSON", "{\"message\":\"SECR", JSON, false),
            new Form("JSON of another type", "{\"__type\":\"SomethingNew\"}", "text/plain", true),
            new Form("JSON that is no object", "[1]", JSON, false),
            new Form("XML", "<Error><Code>AccessDenied</Code></Error>", "application/xml", false));

    private interface Work {
        void on(DynamoDbClient client);
    }

    /** @param request the operation of DynamoDB that fails; the others succeed */
    private record Operation(String name, String request, Work work) {}

    private static DynamoDbUsecaseRepository usecases(DynamoDbClient client) {
        return new DynamoDbUsecaseRepository(client, "usecases", "roles");
    }

    private static DynamoDbRoleAssignments roles(DynamoDbClient client) {
        return new DynamoDbRoleAssignments(client, "roles", "usecases");
    }

    private static final List<Operation> OPERATIONS = List.of(
            new Operation("list", "Scan", client -> usecases(client).list(PageRequest.first(PageSize.MAX))),
            new Operation(
                    "find many", "BatchGetItem", client -> usecases(client).find(Set.of(Samples.ID))),
            new Operation("find", "GetItem", client -> usecases(client).find(Samples.ID)),
            new Operation("create", "GetItem", client -> usecases(client).create(Samples.USECASE, others -> {})),
            new Operation("create", "Scan", client -> usecases(client).create(Samples.USECASE, OtherUsecases::all)),
            new Operation(
                    "create", "TransactWriteItems", client -> usecases(client).create(Samples.USECASE, others -> {})),
            new Operation(
                    "guarded update",
                    "GetItem",
                    client -> usecases(client).update(Samples.USECASE, Samples.CHANGED, others -> {})),
            new Operation(
                    "guarded update",
                    "Scan",
                    client -> usecases(client).update(Samples.USECASE, Samples.CHANGED, OtherUsecases::all)),
            new Operation(
                    "guarded update",
                    "Query",
                    client -> usecases(client)
                            .update(Samples.USECASE, Samples.CHANGED, others -> others.ofAccount(ACCOUNT))),
            new Operation(
                    "guarded update",
                    "BatchGetItem",
                    client -> usecases(client)
                            .update(Samples.USECASE, Samples.CHANGED, others -> others.ofAccount(ACCOUNT))),
            new Operation(
                    "guarded update",
                    "TransactWriteItems",
                    client -> usecases(client).update(Samples.USECASE, Samples.CHANGED, others -> {})),
            new Operation("update", "UpdateItem", client -> usecases(client).update(Samples.USECASE, Samples.CHANGED)),
            new Operation("delete", "GetItem", client -> usecases(client).delete(Samples.ID)),
            new Operation("delete", "DeleteItem", client -> usecases(client).delete(Samples.ID)),
            new Operation("roles of", "Query", client -> roles(client).of(new UserId("ana"))),
            new Operation(
                    "find role", "GetItem", client -> roles(client).find(new UserId("ana"), RoleScope.of(Samples.ID))),
            new Operation("roles in", "Query", client -> roles(client).in(RoleScope.of(Samples.ID))),
            new Operation("any role in", "Scan", client -> roles(client).anyIn(RoleScope.of(Samples.ID))),
            new Operation(
                    "create role", "TransactWriteItems", client -> roles(client).create(Samples.ASSIGNMENT, List.of())),
            new Operation(
                    "replace role",
                    "TransactWriteItems",
                    client -> roles(client).replace(Samples.ASSIGNMENT, Samples.ASSIGNMENT, List.of())),
            new Operation(
                    "remove role", "TransactWriteItems", client -> roles(client).remove(Samples.ASSIGNMENT, List.of())),
            new Operation("remove orphans", "Scan", client -> roles(client).removeOrphans(Samples.ID)),
            new Operation(
                    "remove orphans",
                    "TransactWriteItems",
                    client -> roles(client).removeOrphans(Samples.ID)),
            new Operation(
                    "audit",
                    "PutItem",
                    client -> new DynamoDbAuditLog(client, "audit", Duration.ofDays(1)).write(event())),
            new Operation(
                    "read audit",
                    "Query",
                    client -> new DynamoDbAuditReader(client, "audit")
                            .read(new AuditQuery(RoleScope.GLOBAL, null, null, AuditPeriod.ALL), null, PageSize.MAX)));

    static AuditEvent event() {
        return new AuditEvent(
                "event-1",
                Samples.NOON,
                new UserId("ana"),
                "grant_uploads",
                "bucket",
                "my-data",
                RoleScope.GLOBAL,
                AuditEvent.Result.SUCCESS,
                Map.of());
    }

    @TestFactory
    Stream<DynamicTest> errorWithoutAReason_isNamedAndNeverGuessed() {
        System.out.println("DynamoDB: " + OPERATIONS.size() + " requests of operations x " + STATUSES.size()
                + " statuses x " + FORMS.size() + " forms = " + OPERATIONS.size() * STATUSES.size() * FORMS.size()
                + " error responses");
        return OPERATIONS.stream()
                .map(operation -> DynamicTest.dynamicTest(operation.name() + ": " + operation.request(), () -> {
                    for (int status : STATUSES) {
                        FORMS.forEach(form -> check(operation, status, form));
                    }
                }));
    }

    /** IAM has an action for every request but the transaction, which needs those of its parts. */
    private static String named(String request) {
        return request.equals("TransactWriteItems")
                ? "TransactWriteItems (dynamodb:ConditionCheckItem, dynamodb:DeleteItem,"
                : "dynamodb:" + request;
    }

    private static void check(Operation operation, int status, Form form) {
        CannedHttp http = new CannedHttp(request -> {
            String target = request.firstMatchingHeader("X-Amz-Target").orElseThrow();
            String called = target.substring(target.indexOf('.') + 1);
            return called.equals(operation.request())
                    ? new CannedHttp.Response(status, form.type(), form.body())
                    : new CannedHttp.Response(200, JSON, SUCCESS.getOrDefault(called, "{}"));
        });
        try (DynamoDbClient client = DynamoDbClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(http)
                .overrideConfiguration(calls -> calls.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build()) {
            DataException refusal = catchThrowableOfType(
                    DataException.class, () -> operation.work().on(client));
            String name = operation.name() + ", " + status + " with " + form.name();
            assertThat(refusal).as(name).isNotNull();
            assertThat(refusal.code()).as(name + ": " + refusal.detail()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(refusal.detail())
                    .as(name)
                    .contains("DynamoDB", named(operation.request()), "HTTP status " + status, "check")
                    .contains(form.named() ? "'SomethingNew'" : "no error code")
                    .doesNotContain("create it", "Another request", "was denied", "SECRET");
        }
    }
}

package io.dataaccount.aws.dynamodb;

import static io.dataaccount.aws.dynamodb.PortalTable.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.client.AwsClients;
import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.config.AwsObserver;
import io.dataaccount.aws.testing.CannedHttp;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Responses with status 200 that do not come from DynamoDB, to the clients of the program. The SDK reads them as responses
 * without elements, which would mean that an item does not exist, or that a write is done.
 */
class ForeignDynamoDbResponsesTest {
    private static final List<String> BODIES = List.of(
            "",
            " \n",
            "null",
            "[]",
            "\"ok\"",
            "OK",
            "{\"message\":\"Forbidden\"}",
            "{ \"Message\" : \"Forbidden\"}",
            "{\"__type\":\"AccessDeniedException\"}",
            "<html><body>Sign in</body></html>",
            "<?xml version=\"1.0\"?><r/>");

    @TestFactory
    Stream<DynamicTest> bodyOfAnotherService_isUnavailable() {
        Map<String, Consumer<DynamoDbClient>> calls = new LinkedHashMap<>();
        calls.put(
                "dynamodb:GetItem on table 'usecases'",
                client -> usecases(client).find(Samples.ID));
        calls.put(
                "dynamodb:GetItem on table 'roles'",
                client -> new DynamoDbRoleAssignments(client, "roles", "usecases")
                        .find(new UserId("ana"), RoleScope.of(Samples.ID)));
        calls.put("dynamodb:Scan", client -> usecases(client).list(PageRequest.first(PageSize.MAX)));
        calls.put("dynamodb:UpdateItem", client -> usecases(client).update(Samples.USECASE, Samples.CHANGED));
        calls.put(
                "TransactWriteItems",
                client ->
                        new DynamoDbRoleAssignments(client, "roles", "usecases").create(Samples.ASSIGNMENT, List.of()));
        calls.put(
                "dynamodb:PutItem",
                client -> new DynamoDbAuditLog(client, "audit", Duration.ofDays(1))
                        .write(UnexplainedDynamoDbErrorsTest.event()));
        return calls.entrySet().stream()
                .flatMap(call -> BODIES.stream()
                        .map(body -> DynamicTest.dynamicTest(
                                call.getKey() + ": " + body, () -> check(call.getKey(), call.getValue(), body))));
    }

    private static void check(String request, Consumer<DynamoDbClient> call, String body) {
        AwsConfig config = AwsConfig.in(Region.US_EAST_1, List.of(new Origin("https://portal.example.com")))
                .ownedBy(new Credentials("AKIDEXAMPLE", "secret", null, null));
        CannedHttp http = new CannedHttp(any -> new CannedHttp.Response(200, "application/x-amz-json-1.0", body));
        try (AwsClients clients = new AwsClients(config, AwsObserver.NONE, http)) {
            DynamoDbClient client = clients.dynamoDb();
            assertThat(assertRefused(ErrorCode.UNAVAILABLE, () -> call.accept(client))
                            .detail())
                    .contains(request, "DynamoDB", body.isBlank() ? "no body" : "", "not a proxy");
        }
    }

    private static DynamoDbUsecaseRepository usecases(DynamoDbClient client) {
        return new DynamoDbUsecaseRepository(client, "usecases", "roles");
    }
}

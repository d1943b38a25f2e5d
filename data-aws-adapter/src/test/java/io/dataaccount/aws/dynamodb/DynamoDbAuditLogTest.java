package io.dataaccount.aws.dynamodb;

import static io.dataaccount.aws.dynamodb.PortalTable.assertRefused;
import static io.dataaccount.core.error.ErrorCode.UNAVAILABLE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.testkit.contract.AuditLogContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbAuditLogTest extends AuditLogContract {
    @RegisterExtension
    static final LocalDynamoDb DYNAMODB = new LocalDynamoDb();

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.999Z");

    @Override
    protected AuditLog log() {
        return into(LocalDynamoDb.AUDIT);
    }

    private static DynamoDbAuditLog into(String table) {
        return into(DYNAMODB.client(), table);
    }

    private static DynamoDbAuditLog into(DynamoDbClient client, String table) {
        return new DynamoDbAuditLog(client, table, Duration.ofDays(2));
    }

    @Override
    protected List<Map<String, @Nullable Object>> records(RoleScope scope) {
        return items(scope).stream().map(AttributeValues::record).toList();
    }

    private static List<Map<String, AttributeValue>> items(RoleScope scope) {
        return DYNAMODB
                .client()
                .queryPaginator(query -> query.tableName(LocalDynamoDb.AUDIT)
                        .indexName("usecase-actions-index")
                        .keyConditionExpression("usecase_id=:id")
                        .expressionAttributeValues(Map.of(":id", AttributeValue.fromS(scope.value()))))
                .items()
                .stream()
                .toList();
    }

    @Test
    void write_saysInSecondsWhenTheEventMayGo() {
        AuditEvent event = event(new RoleScope("uc-" + UUID.randomUUID()));
        log().write(event);
        assertThat(items(event.scope()))
                .singleElement()
                .satisfies(item -> assertThat(item)
                        .containsEntry("ttl", AttributeValue.fromN(String.valueOf(NOON.getEpochSecond() + 2 * 86_400)))
                        .containsEntry("timestamp", AttributeValue.fromN(String.valueOf(NOON.toEpochMilli())))
                        .containsEntry("details", AttributeValue.fromM(Map.of("files", AttributeValue.fromN("3")))));
    }

    /** The SDK's first request timed out and was sent again; it arrives after the final event was written. */
    @Test
    void started_thatArrivesAfterTheEnd_changesNothing() {
        AuditEvent ended = event(new RoleScope("uc-" + UUID.randomUUID()));
        List<ExecutableHttpRequest> kept = new ArrayList<>();
        FaultyHttp.with(DYNAMODB, "PutItem", FaultyHttp.late(kept), client -> {
            AuditLog log = into(client, LocalDynamoDb.AUDIT);
            log.write(started(ended));
            log.write(ended);
            try {
                kept.get(0).call();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(results(ended)).containsExactly(AttributeValue.fromS("success"));
    }

    @Test
    void started_whoseResponseIsLost_isKept() {
        AuditEvent ended = event(new RoleScope("uc-" + UUID.randomUUID()));
        FaultyHttp.with(
                DYNAMODB,
                "PutItem",
                FaultyHttp.lost(() -> {}),
                client -> into(client, LocalDynamoDb.AUDIT).write(started(ended)));
        assertThat(results(ended)).containsExactly(AttributeValue.fromS("started"));
    }

    private static List<AttributeValue> results(AuditEvent event) {
        return items(event.scope()).stream()
                .map(item -> requireNonNull(item.get("result")))
                .toList();
    }

    private static AuditEvent started(AuditEvent event) {
        return new AuditEvent(
                event.id(),
                event.at(),
                event.user(),
                event.action(),
                event.resourceType(),
                event.resourceId(),
                event.scope(),
                AuditEvent.Result.STARTED,
                event.details());
    }

    @Test
    void missingTable_isUnavailableAndSaysWhich() {
        AuditEvent event = event(RoleScope.GLOBAL);
        assertThat(assertRefused(UNAVAILABLE, () -> into("no-such-table").write(event))
                        .detail())
                .contains("'no-such-table'", "dynamodb:PutItem");
    }

    private static AuditEvent event(RoleScope scope) {
        return new AuditEvent(
                UUID.randomUUID().toString(),
                NOON,
                new UserId("ana"),
                "grant_uploads",
                "bucket",
                "my-data",
                scope,
                AuditEvent.Result.SUCCESS,
                Map.of("files", 3));
    }
}

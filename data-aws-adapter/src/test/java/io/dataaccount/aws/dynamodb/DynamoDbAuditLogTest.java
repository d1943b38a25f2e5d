package io.dataaccount.aws.dynamodb;

import static io.dataaccount.aws.dynamodb.PortalTable.assertRefused;
import static io.dataaccount.core.error.ErrorCode.UNAVAILABLE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.audit.AuditEntry;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.model.audit.AuditPage;
import io.dataaccount.core.model.audit.AuditPeriod;
import io.dataaccount.core.model.audit.AuditQuery;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.record.AuditRecord;
import io.dataaccount.testkit.contract.AuditReaderContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class DynamoDbAuditLogTest extends AuditReaderContract {
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

    /** Other programs write into the portal's table, and older versions wrote other attributes. */
    @Test
    void itemsOfOtherForms_areReadInPart() {
        RoleScope scope = new RoleScope("uc-" + UUID.randomUUID());
        String number = String.valueOf(NOON.toEpochMilli());
        put(Map.of("event_id", text("e1"), "timestamp", AttributeValue.fromN(number), "usecase_id", text(scope)));
        put(Map.of(
                "event_id", text("e2"),
                "timestamp", AttributeValue.fromN(number + ".5"),
                "usecase_id", text(scope),
                "action", AttributeValue.fromNul(true),
                "resource_id", AttributeValue.fromN("7"),
                "result", text("WHO KNOWS"),
                "details", text("just text")));
        put(Map.of(
                "event_id", text("e3"),
                "timestamp", AttributeValue.fromN(String.valueOf(NOON.toEpochMilli() + 1)),
                "usecase_id", text(scope),
                "user_id", text("größe"),
                "details",
                        AttributeValue.fromM(Map.of(
                                "set", AttributeValue.fromSs(List.of("a")),
                                "binary", AttributeValue.fromB(SdkBytes.fromUtf8String("x")),
                                "nothing", AttributeValue.fromNul(true),
                                "list", AttributeValue.fromL(List.of(text("a"), AttributeValue.fromN("1.5"))),
                                "map", AttributeValue.fromM(Map.of("deep", AttributeValue.fromBool(true)))))));
        put(Map.of("event_id", text("e4"), "timestamp", AttributeValue.fromN("1E+30"), "usecase_id", text(scope)));
        String usecase = scope.value();
        AuditPage page = read(new AuditQuery(scope, null, null, AuditPeriod.ALL), PageSize.MAX);
        assertThat(page.next()).isEmpty();
        assertThat(page.entries())
                .containsExactly(
                        new AuditEntry(
                                "e3",
                                NOON.plusMillis(1),
                                "größe",
                                null,
                                null,
                                null,
                                usecase,
                                null,
                                Map.of("list", List.of("a", new BigDecimal("1.5")), "map", Map.of("deep", true))),
                        new AuditEntry(
                                "e2",
                                NOON,
                                null,
                                null,
                                null,
                                "7",
                                usecase,
                                "WHO KNOWS",
                                Map.of("details", "just text")),
                        new AuditEntry("e1", NOON, null, null, null, null, usecase, null, Map.of()));
    }

    /** A filter that selects almost nothing must not read the whole index in one call. */
    @Test
    void pageOfARareActor_readsALimitedPart_andContinues() {
        RoleScope scope = new RoleScope("uc-" + UUID.randomUUID());
        AuditEvent oldest = event(scope, new UserId("rare"), NOON.minusSeconds(1));
        log().write(oldest);
        int others = DynamoDbAuditReader.MAX_READ + 100;
        for (int from = 0; from < others; from += 25) {
            List<WriteRequest> batch = IntStream.range(from, Math.min(from + 25, others))
                    .mapToObj(i -> event(scope, new UserId("usual"), NOON.plusMillis(i)))
                    .map(event -> AttributeValues.item(AuditRecord.of(event)))
                    .map(item -> WriteRequest.builder()
                            .putRequest(put -> put.item(item))
                            .build())
                    .toList();
            DYNAMODB.client().batchWriteItem(write -> write.requestItems(Map.of(LocalDynamoDb.AUDIT, batch)));
        }
        AuditQuery query = new AuditQuery(scope, new UserId("rare"), null, AuditPeriod.ALL);
        DYNAMODB.sent().clear();
        AuditPage first = read(query, new PageSize(10));
        assertThat(first.entries()).isEmpty();
        assertThat(DYNAMODB.sent().queries())
                .hasSize(4)
                .allSatisfy(sent -> assertThat(sent.limit()).isEqualTo(500))
                .allSatisfy(sent -> assertThat(sent.consistentRead()).isNotEqualTo(true));
        AuditPage second = log().reader().orElseThrow().read(query, first.next().orElseThrow(), new PageSize(10));
        assertThat(second.entries()).extracting(AuditEntry::id).containsExactly(oldest.id());
        assertThat(second.next()).isEmpty();
    }

    @Test
    void pageWithoutFilters_readsOnlyWhatItReturns() {
        RoleScope scope = new RoleScope("uc-" + UUID.randomUUID());
        for (int i = 0; i < 5; i++) {
            log().write(event(scope, new UserId("ana"), NOON.plusMillis(i)));
        }
        DYNAMODB.sent().clear();
        assertThat(read(new AuditQuery(scope, null, null, AuditPeriod.ALL), new PageSize(3))
                        .entries())
                .hasSize(3);
        assertThat(DYNAMODB.sent().queries()).singleElement().satisfies(sent -> {
            assertThat(sent.limit()).isEqualTo(3);
            assertThat(sent.indexName()).isEqualTo("usecase-actions-index");
        });
    }

    /** 90 events of 16 KB are more than the megabyte that DynamoDB reads for one request. */
    @Test
    void pageOfLargeEvents_isFilledByFurtherRequests() {
        RoleScope scope = new RoleScope("uc-" + UUID.randomUUID());
        Map<String, Object> details = new LinkedHashMap<>();
        IntStream.range(0, 8).forEach(i -> details.put("d" + i, "x".repeat(2_000)));
        for (int i = 0; i < 90; i++) {
            AuditEvent event = event(scope, new UserId("ana"), NOON.plusMillis(i));
            log().write(new AuditEvent(
                    event.id(),
                    event.at(),
                    event.user(),
                    event.action(),
                    event.resourceType(),
                    event.resourceId(),
                    event.scope(),
                    event.result(),
                    details));
        }
        DYNAMODB.sent().clear();
        AuditPage page = read(new AuditQuery(scope, null, null, AuditPeriod.ALL), new PageSize(90));
        assertThat(page.entries()).hasSize(90);
        assertThat(DYNAMODB.sent().queries()).hasSizeGreaterThan(1);
    }

    @Test
    void missingTable_cannotBeReadAndSaysWhichIndex() {
        AuditQuery query = new AuditQuery(null, new UserId("ana"), null, AuditPeriod.ALL);
        assertThat(assertRefused(
                                UNAVAILABLE,
                                () -> into("no-such-table")
                                        .reader()
                                        .orElseThrow()
                                        .read(query, null, PageSize.MAX))
                        .detail())
                .contains("'no-such-table/index/user-actions-index'", "dynamodb:Query");
    }

    @Test
    void missingIndex_cannotBeReadAndSaysWhich() {
        AuditQuery query = new AuditQuery(RoleScope.GLOBAL, null, null, AuditPeriod.ALL);
        assertThat(assertRefused(
                                UNAVAILABLE,
                                () -> into(LocalDynamoDb.TABLE)
                                        .reader()
                                        .orElseThrow()
                                        .read(query, null, PageSize.MAX))
                        .detail())
                .contains("'dda-portal-usecases/index/usecase-actions-index'", "dynamodb:Query");
    }

    private AuditPage read(AuditQuery query, PageSize size) {
        return log().reader().orElseThrow().read(query, null, size);
    }

    private static AttributeValue text(Object value) {
        return AttributeValue.fromS(value.toString());
    }

    private static void put(Map<String, AttributeValue> item) {
        DYNAMODB.client().putItem(put -> put.tableName(LocalDynamoDb.AUDIT).item(item));
    }

    private static AuditEvent event(RoleScope scope) {
        return event(scope, new UserId("ana"), NOON);
    }

    private static AuditEvent event(RoleScope scope, UserId user, Instant at) {
        return new AuditEvent(
                UUID.randomUUID().toString(),
                at,
                user,
                "grant_uploads",
                "bucket",
                "my-data",
                scope,
                AuditEvent.Result.SUCCESS,
                Map.of("files", 3));
    }
}

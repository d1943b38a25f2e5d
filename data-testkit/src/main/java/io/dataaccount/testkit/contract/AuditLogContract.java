package io.dataaccount.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.model.audit.AuditEvent.Result;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.record.AuditRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Contract of every {@link AuditLog}. An implementer provides the log and a way to read its records. Events and use
 * cases are random, so the tests may share a log.
 */
public abstract class AuditLogContract {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123Z");

    /** The log under test. */
    protected abstract AuditLog log();

    /**
     * Reads the records of a use case from the log. Each has at least the fields of {@link AuditRecord}. Records of the
     * same event are in the order of the writes.
     */
    protected abstract List<Map<String, @Nullable Object>> records(RoleScope scope);

    @Test
    protected void write_isFoundByItsUsecaseUnchanged() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("prefix", "größe/\"a\"\n{b}/😀");
        details.put("files", 1000);
        details.put("bytes", Long.MAX_VALUE);
        details.put("overwrite", false);
        details.put("empty", "");
        AuditEvent event = event(scope(), details);
        log().write(event);
        log().write(event(scope(), Map.of()));
        assertThat(records(event.scope()))
                .singleElement()
                .satisfies(record -> assertThat(plain(record)).containsAllEntriesOf(plain(AuditRecord.of(event))));
    }

    @Test
    protected void write_withoutUsecase_isFoundUnderGlobal() {
        AuditEvent event = event(RoleScope.GLOBAL, Map.of());
        log().write(event);
        assertThat(records(RoleScope.GLOBAL))
                .extracting(each -> each.get("event_id"))
                .contains(event.id());
    }

    @Test
    protected void write_everyResult_isInLowerCase() {
        for (Result result : Result.values()) {
            AuditEvent event = with(event(scope(), Map.of()), result);
            log().write(event);
            assertThat(records(event.scope()))
                    .extracting(each -> each.get("result"))
                    .containsExactly(AuditRecord.of(event).get("result"));
        }
    }

    @Test
    protected void write_ofTheFinalResult_isTheLastOfItsId() {
        AuditEvent begun = with(event(scope(), Map.of("files", 3)), Result.STARTED);
        AuditEvent other = event(begun.scope(), Map.of());
        log().write(begun);
        log().write(other);
        log().write(with(begun, Result.SUCCESS));
        List<Map<String, @Nullable Object>> records = records(begun.scope());
        List<@Nullable Object> results = records.stream()
                .filter(each -> begun.id().equals(each.get("event_id")))
                .<@Nullable Object>map(each -> each.get("result"))
                .toList();
        assertThat(results).endsWith("success");
        assertThat(results.subList(0, results.size() - 1)).allMatch("started"::equals);
        assertThat(records).extracting(each -> each.get("event_id")).containsOnlyOnce(other.id());
    }

    @Test
    protected void write_byManyThreads_losesNone() {
        RoleScope scope = scope();
        assertThat(ConcurrentCalls.outcomes(8, number -> log().write(event(scope, Map.of("number", number)))))
                .allMatch(Optional::isEmpty);
        assertThat(records(scope))
                .extracting(each -> each.get("event_id"))
                .hasSize(8)
                .doesNotHaveDuplicates();
    }

    /** The largest possible event: {@link AuditEvent} has shortened it to its maximum size. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "\"",
                "\\",
                "ü",
                "\u20ac",
                "😀",
                "\u0001",
                "\u202e",
                "\u2028",
                "\ufffe",
                "\ud800",
                "\n\"ü😀\u202e"
            })
    protected void write_ofTheLargestEvent_isFoundUnchanged(String character) throws JsonProcessingException {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("request_id", character.repeat(10_000));
        for (int i = 0; i < 10_000; i++) {
            details.put("d" + i, character.repeat(i < 4 ? 10_000 : 7));
        }
        AuditEvent event = new AuditEvent(
                UUID.randomUUID().toString(),
                NOON,
                new UserId("\"".repeat(255)),
                character.repeat(1_000),
                character.repeat(1_000),
                character.repeat(10_000),
                RoleScope.of(new UsecaseId(("u" + UUID.randomUUID()).repeat(4).substring(0, 128))),
                Result.SUCCESS,
                details);
        assertThat(new JsonMapper().writeValueAsBytes(AuditRecord.of(event)).length)
                .isLessThan(AuditEvent.MAX_BYTES);
        assertThat(event.details()).containsKeys("request_id", "details_left_out");
        log().write(event);
        assertThat(records(event.scope()))
                .singleElement()
                .satisfies(record -> assertThat(plain(record)).containsAllEntriesOf(plain(AuditRecord.of(event))));
    }

    /** Converts every integer to a long, because stores do not distinguish them. */
    private static Map<String, @Nullable Object> plain(Map<String, ? extends @Nullable Object> record) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        record.forEach((name, value) -> {
            if (value instanceof Map<?, ?> details) {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                details.forEach((key, detail) -> copy.put(String.valueOf(key), integer(detail)));
                plain.put(name, copy);
            } else {
                plain.put(name, integer(value));
            }
        });
        return plain;
    }

    private static @Nullable Object integer(@Nullable Object value) {
        return value instanceof Integer number ? Long.valueOf(number) : value;
    }

    private static AuditEvent event(RoleScope scope, Map<String, Object> details) {
        return new AuditEvent(
                UUID.randomUUID().toString(),
                NOON,
                new UserId("auth0|Ana.O'Neil+1@example.com"),
                "grant_uploads",
                "bucket",
                "my-data",
                scope,
                Result.SUCCESS,
                details);
    }

    static AuditEvent with(AuditEvent event, Result result) {
        return new AuditEvent(
                event.id(),
                event.at(),
                event.user(),
                event.action(),
                event.resourceType(),
                event.resourceId(),
                event.scope(),
                result,
                event.details());
    }

    private static RoleScope scope() {
        return RoleScope.of(UsecaseId.random());
    }
}

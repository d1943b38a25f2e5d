package io.dataaccount.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dataaccount.core.error.SafeText;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.model.audit.AuditEvent.Result;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.record.AuditRecord;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Contract of the audit events of an inbound adapter: one event for each write and each refusal, whatever the request
 * contains, and no other events. An implementer sends requests through the adapter to the API of {@link #fixture}.
 */
public abstract class AuditContract {
    private static final int CALLS = 1_000;
    private static final JsonMapper JSON = new JsonMapper();

    /** Codes of calls that were authorised and then failed. */
    private static final Set<String> FAILURES = Set.of(
            "usecase_not_found",
            "bucket_not_found",
            "role_not_found",
            "usecase_exists",
            "bucket_name_taken",
            "incomplete_configuration",
            "conflict");

    /** Sends a request to the adapter under test. The adapter treats this caller as authenticated. */
    protected abstract RecordedResponse send(Caller caller, RestCall call);

    /** The API that the adapter calls; the same object for the whole test. */
    protected abstract InMemoryFixture fixture();

    @Test
    protected void hostileCalls_ofEveryOperationByEveryRole_areOneEventEach() throws JsonProcessingException {
        Random random = SeededRandom.random("AuditContract");
        HostileCalls calls = new HostileCalls(random);
        for (int i = 0; i < CALLS; i++) {
            PermissionTable.Row row = PermissionTable.ROWS.get(i % PermissionTable.ROWS.size());
            PermissionFixture fixture = new PermissionFixture(fixture());
            Caller caller = caller(random, fixture);
            RestCall call = calls.from(row.call().apply(fixture));
            RecordedResponse response = send(caller, call);
            assertThat(response.status()).as("%s: %s", call, response).isNotEqualTo(500);
            List<AuditEvent> events = fixture().audit().events().stream()
                    .filter(event -> event.user().equals(caller.userId()))
                    .toList();
            check(row, call, response, events);
            for (AuditEvent event : events) {
                checkForm(event, response);
            }
        }
    }

    private void check(PermissionTable.Row row, RestCall call, RecordedResponse response, List<AuditEvent> events) {
        String what = call + " " + new String(call.body(), UTF_8) + " -> " + response + " " + events;
        String shown = what.substring(0, Math.min(what.length(), 4_000));
        boolean writes = !row.route().startsWith("GET ");
        @Nullable
        String code =
                response.status() < 300 ? null : response.json().path("code").asText();
        assertThat(events.stream().map(AuditEvent::id).collect(toSet()))
                .as(shown)
                .hasSizeLessThan(2);
        if (code == null) {
            assertThat(result(events)).as(shown).isEqualTo(writes ? Result.SUCCESS : null);
        } else if (code.equals("forbidden")) {
            assertThat(result(events)).as(shown).isEqualTo(Result.DENIED);
        } else if (code.equals("data_account_denied") || code.equals("assume_role_denied")) {
            assertThat(result(events)).as(shown).isEqualTo(Result.FAILURE);
        } else if (writes && FAILURES.contains(code)) {
            assertThat(result(events)).as(shown).isEqualTo(Result.FAILURE);
        } else { // invalid input that is refused before the authorisation has no event
            assertThat(result(events))
                    .as(shown)
                    .isIn(writes ? new Result[] {Result.FAILURE, null} : new Result[] {null});
        }
        if (code != null && !events.isEmpty()) {
            assertThat(last(events).details()).as(shown).containsEntry("code", code);
        }
    }

    private static @Nullable Result result(List<AuditEvent> events) {
        return events.isEmpty() ? null : last(events).result();
    }

    private static AuditEvent last(List<AuditEvent> events) {
        return events.get(events.size() - 1);
    }

    private static void checkForm(AuditEvent event, RecordedResponse response) throws JsonProcessingException {
        String json = JSON.writeValueAsString(AuditRecord.of(event));
        assertThat(json.getBytes(UTF_8).length).isLessThanOrEqualTo(AuditEvent.MAX_BYTES);
        assertThat(SafeText.json(json).getBytes(UTF_8).length).isLessThanOrEqualTo(AuditEvent.MAX_BYTES);
        assertThat(JSON.readTree(SafeText.json(json))).isEqualTo(JSON.readTree(json));
        assertThat(event.details())
                .containsEntry("request_id", response.headers().get("X-Request-Id"));
        if (response.status() == 403 && response.text("detail").startsWith("You have no role")) {
            assertThat(event.resourceType()).isEqualTo("usecase");
            assertThat(event.details()).containsOnlyKeys("request_id", "code");
        }
    }

    private Caller caller(Random random, PermissionFixture fixture) {
        Caller caller = new Caller("u\"\\-" + UUID.randomUUID(), "ana", random.nextInt(8) == 0);
        Role[] roles = Role.values();
        int role = random.nextInt(roles.length + 1);
        if (role < roles.length) {
            fixture.assign(caller.userId(), random.nextBoolean() ? fixture.scope() : RoleScope.GLOBAL, roles[role]);
        }
        return caller;
    }
}

package io.dataaccount.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Contract of the REST calls for the audit log. The caller of the suite has written events of other tests too, so only
 * a use case of its own limits what a test reads.
 */
abstract class RestAuditContract extends RestRoleContract {
    @Test
    protected void audit_hasTheCallsOfTheUsecase_newestFirst() {
        String usecase = newUsecase();
        Instant begin = Instant.now().minusSeconds(60);
        String user = "auth0|" + UUID.randomUUID() + "@example.com";
        post(usecase(usecase) + "/roles", object().put("user_id", user).put("role", "Viewer"))
                .expect(201);
        post(usecase(usecase) + "/roles", object().put("user_id", user).put("role", "Nobody"))
                .expect(400);
        sendAndCheck(RestCall.json("PUT", usecase(usecase), "{\"name\":\"Renamed\"}")
                        .with("X-Request-Id", "request-of-the-test"))
                .expect(200);
        RecordedResponse response = get(audit(usecase)).expect(200);
        assertThat(response.fields()).containsExactly("events");
        assertThat(response.texts("events", "action"))
                .containsExactlyInAnyOrder("update_usecase", "assign_role", "create_usecase");
        assertThat(response.texts("events", "timestamp").stream().map(Instant::parse))
                .isSortedAccordingTo(Comparator.reverseOrder());
        JsonNode newest = event(response, "update_usecase");
        assertThat(newest.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "event_id",
                        "timestamp",
                        "user_id",
                        "action",
                        "resource_type",
                        "resource_id",
                        "usecase_id",
                        "result",
                        "details");
        assertThat(newest.get("usecase_id").asText()).isEqualTo(usecase);
        assertThat(newest.get("resource_type").asText()).isEqualTo("usecase");
        assertThat(newest.get("resource_id").asText()).isEqualTo(usecase);
        assertThat(newest.get("result").asText()).isEqualTo("success");
        assertThat(newest.get("details").get("request_id").asText()).isEqualTo("request-of-the-test");
        assertThat(Instant.parse(newest.get("timestamp").asText()))
                .isBetween(begin, Instant.now().plusSeconds(60));
    }

    @Test
    protected void audit_ofAFailedCall_hasItsCode_andReadingIsNoEvent() {
        String usecase = newUsecase();
        post(data(usecase, "folders"), object().put("folder_path", "raw/"))
                .expectProblem(400, "incomplete_configuration", "bucket");
        get(audit(usecase)).expect(200);
        RecordedResponse response = get(audit(usecase)).expect(200);
        JsonNode failed = event(response, "create_folder");
        assertThat(failed.get("result").asText()).isEqualTo("failure");
        assertThat(failed.get("details").get("code").asText()).isEqualTo("incomplete_configuration");
        assertThat(response.texts("events", "action")).containsExactlyInAnyOrder("create_folder", "create_usecase");
    }

    @Test
    protected void audit_withFilters_hasOnlyTheMatchingEvents() {
        String usecase = newUsecase();
        sendAndCheck(RestCall.json("PUT", usecase(usecase), "{\"name\":\"Renamed\"}"))
                .expect(200);
        JsonNode newest = event(get(audit(usecase)), "update_usecase");
        String self = newest.get("user_id").asText();
        Instant at = Instant.parse(newest.get("timestamp").asText());
        assertThat(actions(audit(usecase) + "?action=update_usecase")).containsExactly("update_usecase");
        assertThat(actions(audit(usecase) + "?actor=" + encoded(self))).hasSize(2);
        assertThat(actions(audit(usecase) + "?actor=somebody-else")).isEmpty();
        assertThat(actions(audit(usecase) + "?from=" + at.plusMillis(1))).isEmpty();
        assertThat(actions(audit(usecase) + "?from=" + at + "&action=update_usecase"))
                .containsExactly("update_usecase");
        assertThat(actions(audit(usecase) + "?to=" + at)).doesNotContain("update_usecase");
        String offset = encoded(at.atOffset(ZoneOffset.ofHours(2)).toString());
        assertThat(actions(audit(usecase) + "?from=" + offset + "&action=update_usecase"))
                .containsExactly("update_usecase");
    }

    @Test
    protected void audit_whosePeriodIsEmpty_isRefused() {
        String period = "?from=2026-11-24T12:00:00Z&to=2026-11-24T";
        get(audit("any") + period + "12:00:00Z").expectProblem(400, "invalid_input", "to");
        get(audit("any") + period + "11:59:59Z").expectProblem(400, "invalid_input", "to");
    }

    @Test
    protected void audit_inPages_hasNoGapAndNoRepeat() {
        String usecase = newUsecase();
        for (int i = 0; i < 6; i++) {
            sendAndCheck(RestCall.json("PUT", usecase(usecase), "{\"name\":\"Name " + i + "\"}"))
                    .expect(200);
        }
        List<String> all = get(audit(usecase)).texts("events", "event_id");
        assertThat(all).hasSize(7).doesNotHaveDuplicates();
        assertThat(inPages(audit(usecase) + "?page_size=3")).containsExactlyElementsOf(all);
        assertThat(inPages(audit(usecase) + "?page_size=2&action=update_usecase"))
                .hasSize(6)
                .containsExactlyElementsOf(
                        get(audit(usecase) + "?action=update_usecase").texts("events", "event_id"));
    }

    @Test
    protected void auditToken_ofAnotherQueryOrChanged_isRefused() {
        String usecase = newUsecase();
        String other = newUsecase();
        for (String each : List.of(usecase, other)) {
            sendAndCheck(RestCall.json("PUT", usecase(each), "{\"name\":\"Renamed\"}"))
                    .expect(200);
        }
        String token = get(audit(usecase) + "?page_size=1").expect(200).text("next_token");
        get(audit(usecase) + "?page_size=5&page_token=" + token).expect(200);
        String changed = (token.charAt(0) == 'A' ? "B" : "A") + token.substring(1);
        for (String target : List.of(
                audit(other) + "?page_token=" + token,
                audit("global") + "?page_token=" + token,
                audit(usecase) + "?action=update_usecase&page_token=" + token,
                audit(usecase) + "?actor=ana&page_token=" + token,
                audit(usecase) + "?from=2026-01-01T00:00:00Z&page_token=" + token,
                AUDIT + "?actor=ana&page_token=" + token,
                audit(usecase) + "?page_token=" + changed,
                audit(usecase) + "?page_token=" + token + "x",
                audit(usecase) + "?page_token=" + token.substring(0, token.length() - 1),
                audit(usecase) + "?page_token=made-up",
                audit(usecase) + "?page_token=%25%25%25")) {
            get(target).expectProblem(400, "invalid_input", "page_token");
        }
    }

    @Test
    protected void audit_ofADeletedUsecase_remains() {
        String usecase = newUsecase();
        sendAndCheck(RestCall.of("DELETE", usecase(usecase))).expect(200);
        assertThat(actions(audit(usecase))).containsExactlyInAnyOrder("delete_usecase", "create_usecase");
        assertThat(actions(audit("never-" + UUID.randomUUID()))).isEmpty();
    }

    @Test
    protected void audit_ofAUser_hasTheCallsInAllUsecases() {
        String usecase = newUsecase();
        String deleted = newUsecase();
        sendAndCheck(RestCall.of("DELETE", usecase(deleted))).expect(200);
        JsonNode created = event(get(audit(usecase)), "create_usecase");
        String self = created.get("user_id").asText();
        String from = created.get("timestamp").asText();
        List<String> usecases = new ArrayList<>();
        pages(AUDIT + "?actor=" + encoded(self) + "&from=" + from)
                .forEach(page -> usecases.addAll(page.texts("events", "usecase_id")));
        assertThat(usecases).contains(usecase, deleted);
        assertThat(actions(AUDIT + "?actor=u-" + UUID.randomUUID())).isEmpty();
    }

    @Test
    protected void audit_ofTheGlobalScope_hasItsEventsOnly() {
        String user = "u-" + UUID.randomUUID();
        RecordedResponse assigned = post(
                        usecase("global") + "/roles",
                        object().put("user_id", user).put("role", "Viewer"))
                .expect(201);
        RecordedResponse page = get(audit("global") + "?action=assign_role").expect(200);
        assertThat(page.texts("events", "usecase_id")).isNotEmpty().allMatch("global"::equals);
        assertThat(page.json().get("events").findValuesAsText("request_id"))
                .contains(assigned.header("X-Request-Id").orElseThrow());
        sendAndCheck(RestCall.of("DELETE", usecase("global") + "/roles?user_id=" + user))
                .expect(200);
    }

    /** The only event of that action on the page. */
    private static JsonNode event(RecordedResponse page, String action) {
        List<JsonNode> events = new ArrayList<>();
        page.expect(200).json().get("events").forEach(events::add);
        events.removeIf(each -> !each.get("action").asText().equals(action));
        assertThat(events).as(page.toString()).hasSize(1);
        return events.get(0);
    }

    private List<String> actions(String target) {
        return get(target).expect(200).texts("events", "action");
    }

    private List<String> inPages(String target) {
        return pages(target).stream()
                .flatMap(page -> page.texts("events", "event_id").stream())
                .toList();
    }

    private static String audit(String usecase) {
        return usecase(usecase) + "/audit";
    }
}

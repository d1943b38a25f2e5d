package io.dataaccount.core.model.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditEventTest {
    @Test
    void details_thatFit_areKeptInTheirOrder() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("region", "us-east-1");
        details.put("request_id", "request-1");
        details.put("created", true);
        details.put("bytes", Long.MAX_VALUE);
        assertThat(event("a.jpg", details).details()).isEqualTo(details);
    }

    @Test
    void details_thatDoNotFit_areLeftOutAndCounted_butTheRequestAndTheCodeStay() {
        Map<String, Object> details = new LinkedHashMap<>();
        IntStream.range(0, 50_000).forEach(i -> details.put("detail-" + i, "x".repeat(100)));
        details.put("code", "forbidden");
        details.put("request_id", "request-1");
        Map<String, Object> kept = event("a.jpg", details).details();
        assertThat(kept)
                .containsEntry("request_id", "request-1")
                .containsEntry("code", "forbidden")
                .containsEntry("detail-0", "x".repeat(100))
                .containsEntry("details_left_out", 50_002 - (kept.size() - 1));
    }

    @Test
    void longText_isCutBetweenCharacters() {
        String cut = String.valueOf(
                event("a", Map.of("text", "😀".repeat(1_000))).details().get("text"));
        assertThat(cut).isEqualTo("😀".repeat(170) + "…");
        assertThat(event("k".repeat(10_000), Map.of()).resourceId()).isEqualTo("k".repeat(6_141) + "…");
    }

    @Test
    void longestObjectKey_isKeptWhole() {
        String key = "\u0001".repeat(1_024);
        assertThat(event(key, Map.of()).resourceId()).isEqualTo(key);
    }

    @Test
    void halfOfASurrogatePair_isReplaced() {
        AuditEvent event = event("a\ud800b", Map.of("\udc00", "\ud83d"));
        assertThat(event.resourceId()).isEqualTo("a\ufffdb");
        assertThat(event.details()).isEqualTo(Map.of("\ufffd", "\ufffd"));
    }

    @Test
    void names_thatDoNotFit_areCounted() {
        List<String> names =
                IntStream.range(0, 50_000).mapToObj(i -> "name-" + i).toList();
        Map<String, Object> details = new LinkedHashMap<>();
        AuditDetails.putNames(details, "fields", names);
        List<String> kept = List.of(String.valueOf(details.get("fields")).split(", "));
        assertThat(kept).hasSizeGreaterThan(100).isEqualTo(names.subList(0, kept.size()));
        assertThat(details).containsEntry("fields_left_out", 50_000 - kept.size());
    }

    @Test
    void names_thatFit_areAllThere() {
        Map<String, Object> details = new LinkedHashMap<>();
        AuditDetails.putNames(details, "fields", List.of("name", "owner"));
        AuditDetails.putNames(details, "none", List.of());
        assertThat(details).isEqualTo(Map.of("fields", "name, owner", "none", ""));
    }

    @Test
    void id_thatIsTooLong_isOurFault() {
        assertThatThrownBy(() -> event("i".repeat(129), "a", Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static AuditEvent event(String resourceId, Map<String, Object> details) {
        return event("event-1", resourceId, details);
    }

    private static AuditEvent event(String id, String resourceId, Map<String, Object> details) {
        return new AuditEvent(
                id,
                Instant.EPOCH,
                new UserId("ana"),
                "grant_upload",
                "object",
                resourceId,
                RoleScope.GLOBAL,
                AuditEvent.Result.SUCCESS,
                details);
    }
}

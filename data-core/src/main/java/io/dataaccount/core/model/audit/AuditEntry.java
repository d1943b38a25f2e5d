package io.dataaccount.core.model.audit;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is read from the audit log. An older version or another program may have written it, so it need not
 * have the form of an {@link AuditEvent}: only the id and the time are always there.
 *
 * @param id the id of the event
 * @param at when the call began, with millisecond precision
 * @param user the id of the caller, or null if not recorded
 * @param action the operation, such as {@code create_bucket}, or null if not recorded
 * @param resourceType the type of the resource, or null if not recorded
 * @param resourceId the id of the resource, or null if not recorded
 * @param usecase the id of the use case, or {@code global}, or null if not recorded
 * @param result how the call ended, such as {@code success}, or null if not recorded
 * @param details further facts in the order of the log: texts, numbers, booleans, and in events of other programs maps
 *     and lists of them; empty if there are none
 */
public record AuditEntry(
        String id,
        Instant at,
        @Nullable String user,
        @Nullable String action,
        @Nullable String resourceType,
        @Nullable String resourceId,
        @Nullable String usecase,
        @Nullable String result,
        Map<String, Object> details) {
    public AuditEntry {
        requireNonNull(id, "id is null");
        requireNonNull(at, "at is null");
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** The position of this entry in the log. */
    public AuditPosition position() {
        return new AuditPosition(at, id);
    }
}

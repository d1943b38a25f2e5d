package io.dataaccount.core.port;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.RoleScope;
import io.dataaccount.core.model.UserId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One call, for the audit log. It never holds a secret, a token or a signed URL.
 *
 * @param id unique
 * @param at when the call began, to the millisecond
 * @param user who called
 * @param action what was called, such as {@code create_bucket}
 * @param resourceType what kind of thing it was done to, such as {@code bucket}
 * @param resourceId which one of them
 * @param scope the use case, which there may be none of; or {@code global} for what concerns all
 * @param details more about it: texts, integers and booleans
 */
public record AuditEvent(
        String id,
        Instant at,
        UserId user,
        String action,
        String resourceType,
        String resourceId,
        RoleScope scope,
        Result result,
        Map<String, Object> details) {
    public AuditEvent {
        requireNonNull(id, "id is null");
        requireNonNull(at, "at is null");
        requireNonNull(user, "user is null");
        requireNonNull(action, "action is null");
        requireNonNull(resourceType, "resourceType is null");
        requireNonNull(resourceId, "resourceId is null");
        requireNonNull(scope, "scope is null");
        requireNonNull(result, "result is null");
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** How a call went; the log has these in lower case. */
    public enum Result {
        /** It has begun, and may do part of what it wants even if nothing more is heard of it. */
        STARTED,
        SUCCESS,
        /** The caller's role does not allow it, so nothing was done. */
        DENIED,
        FAILURE
    }
}

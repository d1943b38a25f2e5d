package io.dataaccount.core.model.audit;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.record.AuditRecord;
import java.time.Instant;
import java.util.Map;

/**
 * One call, for the audit log. It never holds a secret, a token or a signed URL. Whatever it is made of, it takes at most
 * {@link #MAX_BYTES}: longer texts are cut, further details are left out and counted, and {@code request_id} and
 * {@code code} stay.
 *
 * @param id unique, at most 128 characters
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
    /** The largest event that there can be: what a line of JSON with all of {@link AuditRecord} takes, in bytes of UTF-8. */
    public static final int MAX_BYTES = 16_384;

    private static final int MAX_ID_LENGTH = 128;
    private static final int MAX_WORD_BYTES = 64;

    /** An object key of 1,024 bytes fits whole, even if every one of them is escaped. */
    private static final int MAX_RESOURCE_ID_BYTES = 6 * 1_024;

    /** The names, the quotes and the time, more than there are. */
    private static final int FRAME_BYTES = 256;

    public AuditEvent {
        requireNonNull(id, "id is null");
        requireNonNull(at, "at is null");
        requireNonNull(user, "user is null");
        requireNonNull(action, "action is null");
        requireNonNull(resourceType, "resourceType is null");
        requireNonNull(resourceId, "resourceId is null");
        requireNonNull(scope, "scope is null");
        requireNonNull(result, "result is null");
        if (id.length() > MAX_ID_LENGTH) {
            throw new IllegalArgumentException("the id has " + id.length() + " characters");
        }
        action = AuditText.cut(action, MAX_WORD_BYTES);
        resourceType = AuditText.cut(resourceType, MAX_WORD_BYTES);
        resourceId = AuditText.cut(resourceId, MAX_RESOURCE_ID_BYTES);
        int others = FRAME_BYTES
                + AuditText.bytes(id)
                + AuditText.bytes(user.value())
                + AuditText.bytes(action)
                + AuditText.bytes(resourceType)
                + AuditText.bytes(resourceId)
                + AuditText.bytes(scope.value());
        details = AuditDetails.bounded(details, MAX_BYTES - others);
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

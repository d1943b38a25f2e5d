package io.dataaccount.core.model.audit;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.record.AuditRecord;
import java.time.Instant;
import java.util.Map;

/**
 * One event of the audit log. It never holds a secret, a token or a signed URL. An event takes at most
 * {@link #MAX_BYTES}: longer texts are cut, details that do not fit are left out and counted, and the details
 * {@code request_id} and {@code code} are kept.
 *
 * @param id unique, at most 128 characters
 * @param at when the call began, with millisecond precision
 * @param user the caller
 * @param action the operation, such as {@code create_bucket}
 * @param resourceType the type of the resource, such as {@code bucket}
 * @param resourceId the id of the resource
 * @param scope the use case, which need not exist, or {@code global} for an operation that concerns all use cases
 * @param result how the call ended, or that it started
 * @param details further facts: texts, integers and booleans; any other value is stored as its text
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
    /** The maximum size of an event: a line of JSON with all fields of {@link AuditRecord}, in bytes of UTF-8. */
    public static final int MAX_BYTES = 16_384;

    private static final int MAX_ID_LENGTH = 128;
    private static final int MAX_WORD_BYTES = 64;

    /** An object key of 1,024 bytes fits, even if each byte is escaped. */
    private static final int MAX_RESOURCE_ID_BYTES = 6 * 1_024;

    /** An upper bound for the field names, the quotes and the time. */
    private static final int FRAME_BYTES = 256;

    /** @throws IllegalArgumentException if the id is longer than 128 characters */
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

    /** The result of a call; the log has it in lower case. */
    public enum Result {
        /** The call has started. If no later event follows, part of its work may have been done. */
        STARTED,
        /** The call has done its work. */
        SUCCESS,
        /** The caller's role does not permit the call. Nothing was done. */
        DENIED,
        /** The call ended with an error. Part of its work may have been done. */
        FAILURE
    }
}

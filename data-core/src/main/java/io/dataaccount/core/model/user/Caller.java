package io.dataaccount.core.model.user;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * The authenticated caller of a request.
 *
 * @param userId the user's id at the identity provider
 * @param name a name for people to read, such as a user name or e-mail address; not unique
 * @param portalAdmin whether the identity provider states that the caller is an administrator of the whole portal; role
 *     assignments grant all other permissions
 * @param requestId the id of the caller's request, for the audit log; null if there is none
 */
public record Caller(
        UserId userId,
        String name,
        boolean portalAdmin,
        @Nullable String requestId) {
    public Caller {
        requireNonNull(userId, "userId is null");
        requireNonNull(name, "name is null");
    }

    /**
     * A caller without a request id.
     *
     * @throws InvalidInputException {@code user_id}, if the id is invalid
     */
    public Caller(String userId, String name, boolean portalAdmin) {
        this(new UserId(userId), name, portalAdmin, null);
    }

    /**
     * A user whose permissions are the stored role assignments, and whose name is the id.
     *
     * @param userId the id of the user in your program, such as the {@code sub} of a verified token
     * @throws InvalidInputException {@code user_id}, if the id is invalid
     */
    public static Caller of(String userId) {
        return new Caller(userId, userId, false);
    }

    /** A copy with this request id. */
    public Caller withRequestId(String id) {
        return new Caller(userId, name, portalAdmin, id);
    }

    /** A copy without a request id. */
    public Caller withoutRequestId() {
        return new Caller(userId, name, portalAdmin, null);
    }
}

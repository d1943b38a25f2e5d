package io.dataaccount.core.model.user;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as the door has verified it.
 *
 * @param userId as the identity provider has it
 * @param name for people to read, such as a user name or e-mail address; not unique
 * @param portalAdmin whether the identity itself says that the caller administers the whole portal; whatever else the
 *     caller may do is in the role assignments
 * @param requestId the request that the caller makes, for the audit log; null if there is none to tell apart
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

    /** @throws InvalidInputException if the id is not one */
    public Caller(String userId, String name, boolean portalAdmin) {
        this(new UserId(userId), name, portalAdmin, null);
    }

    /**
     * A user who may do what their role assignments say, and whose name is the id.
     *
     * @param userId as your program knows the user, such as the {@code sub} of a verified token
     * @throws InvalidInputException if the id is not valid
     */
    public static Caller of(String userId) {
        return new Caller(userId, userId, false);
    }

    /** The same caller making a certain request. */
    public Caller withRequestId(String id) {
        return new Caller(userId, name, portalAdmin, id);
    }

    /** The same caller, whatever the request. */
    public Caller withoutRequestId() {
        return new Caller(userId, name, portalAdmin, null);
    }
}

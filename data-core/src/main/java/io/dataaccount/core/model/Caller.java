package io.dataaccount.core.model;

import static java.util.Objects.requireNonNull;

/**
 * Who asks, as the door has verified it.
 *
 * @param userId stable and unique, such as an OIDC {@code sub}
 * @param name for people to read, such as a user name or e-mail address; not unique
 * @param portalAdmin whether the identity itself says that the caller administers the whole portal
 */
public record Caller(String userId, String name, boolean portalAdmin) {
    public Caller {
        requireNonNull(userId, "userId is null");
        requireNonNull(name, "name is null");
        if (userId.isBlank()) {
            throw new IllegalArgumentException("userId is blank");
        }
    }
}

package io.dataaccount.core.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A role that a user has somewhere.
 *
 * @param assignedBy who gave it, or null if that is not on record
 * @param assignedAt to the millisecond, or null if that is not on record
 */
public record RoleAssignment(
        UserId user,
        RoleScope scope,
        Role role,
        @Nullable UserId assignedBy,
        @Nullable Instant assignedAt) {
    public RoleAssignment {
        requireNonNull(user, "user is null");
        requireNonNull(scope, "scope is null");
        requireNonNull(role, "role is null");
    }
}

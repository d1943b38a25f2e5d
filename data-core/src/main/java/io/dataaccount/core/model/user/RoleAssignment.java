package io.dataaccount.core.model.user;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A role that a user has somewhere.
 *
 * @param role as it counts there: PortalAdmin for one use case, which another program may have stored, is UseCaseAdmin
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
        role = requireNonNull(role, "role is null").countedIn(scope);
    }
}

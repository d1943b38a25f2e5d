package io.dataaccount.core.model.user;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A role of a user in a scope.
 *
 * @param user the user
 * @param scope where the role applies
 * @param role the role that applies there: PortalAdmin for one use case, which another program may have stored, becomes
 *     UseCaseAdmin
 * @param assignedBy the user who assigned the role, or null if not recorded
 * @param assignedAt with millisecond precision, or null if not recorded
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

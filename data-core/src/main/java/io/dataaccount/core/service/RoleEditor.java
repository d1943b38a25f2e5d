package io.dataaccount.core.service;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.port.RoleAssignments;
import io.dataaccount.core.port.RoleErrors;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Changes role assignments. Nobody can assign or revoke a role above their own. The caller's own role is a condition of
 * the write: a caller who has lost it meanwhile changes nothing.
 */
final class RoleEditor {
    private final RoleAssignments roles;
    private final Clock clock;

    /** @param clock a clock with millisecond precision */
    RoleEditor(RoleAssignments roles, Clock clock) {
        this.roles = roles;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    static void checkRank(Role own, Role other) {
        if (!own.includes(other)) {
            throw new DataException(
                    ErrorCode.FORBIDDEN,
                    "Your role there is " + own + ", so you cannot assign or revoke " + other + ": ask a " + other
                            + ".",
                    "role",
                    null);
        }
    }

    /**
     * The user's role in the scope, which is also added to the audit event.
     *
     * @throws DataException FORBIDDEN if it is higher than the caller's own
     */
    Optional<RoleAssignment> present(AuthorizedCall call, UserId user, RoleScope scope) {
        Optional<RoleAssignment> seen = roles.find(user, scope);
        seen.ifPresent(assignment -> {
            call.with("role_before", assignment.role());
            checkRank(call.role(), assignment.role());
        });
        return seen;
    }

    void store(AuthorizedCall call, Optional<RoleAssignment> seen, RoleAssignment wanted) {
        checkOwn(call, seen, wanted);
        if (seen.isEmpty()) {
            roles.create(wanted, conditions(call, wanted, null));
        } else {
            roles.replace(
                    seen.get(), wanted, conditions(call, wanted, remainingAdmin(call, seen.get(), wanted.role())));
        }
    }

    void remove(AuthorizedCall call, RoleAssignment seen) {
        checkOwn(call, Optional.of(seen), seen);
        roles.remove(seen, conditions(call, seen, remainingAdmin(call, seen, null)));
    }

    /**
     * Checks a caller who changes their own assignment: it must be the assignment with which the call was authorized.
     * Otherwise callers could restore a role that someone revokes at the same time.
     *
     * @throws DataException CONFLICT if it has changed since the call was authorized
     */
    private static void checkOwn(AuthorizedCall call, Optional<RoleAssignment> seen, RoleAssignment written) {
        call.basis().stream()
                .filter(own -> isOfOne(own, written))
                .filter(own -> seen.filter(each -> each.role() == own.role()).isEmpty())
                .findFirst()
                .ifPresent(own -> {
                    throw RoleErrors.conflict(own);
                });
    }

    /** The assignments that the write depends on, each once, without the written one. */
    private static List<RoleAssignment> conditions(
            AuthorizedCall call, RoleAssignment written, @Nullable RoleAssignment remaining) {
        return Stream.concat(call.basis().stream(), Stream.ofNullable(remaining))
                .filter(each -> !isOfOne(each, written))
                .filter(each -> each == remaining || remaining == null || !isOfOne(each, remaining))
                .toList();
    }

    private static boolean isOfOne(RoleAssignment one, RoleAssignment other) {
        return one.user().equals(other.user()) && one.scope().equals(other.scope());
    }

    /**
     * The UseCaseAdmin assignment that must still exist when the change is written, so that a use case does not lose
     * its last UseCaseAdmin. Null if none is needed: a PortalAdmin may remove the last one.
     *
     * @param wanted the new role, or null if the role is removed
     * @throws DataException CONFLICT if there is no other UseCaseAdmin
     */
    private @Nullable RoleAssignment remainingAdmin(AuthorizedCall call, RoleAssignment seen, @Nullable Role wanted) {
        boolean staysAdmin = wanted != null && wanted.includes(Role.USE_CASE_ADMIN);
        if (seen.scope().isGlobal()
                || seen.role() != Role.USE_CASE_ADMIN
                || staysAdmin
                || call.role() == Role.PORTAL_ADMIN) {
            return null;
        }
        return roles.in(seen.scope()).stream()
                .filter(other ->
                        other.role() == Role.USE_CASE_ADMIN && !other.user().equals(seen.user()))
                .findFirst()
                .orElseThrow(() -> new DataException(
                        ErrorCode.CONFLICT,
                        "The user '" + seen.user() + "' is the last UseCaseAdmin of the use case '" + seen.scope()
                                + "': assign another UseCaseAdmin first, or ask a PortalAdmin.",
                        "user_id",
                        null));
    }
}

package io.dataaccount.core.usecase;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.Role;
import io.dataaccount.core.model.RoleAssignment;
import io.dataaccount.core.model.RoleScope;
import io.dataaccount.core.model.UsecaseId;
import io.dataaccount.core.model.UserId;
import io.dataaccount.core.port.RoleAssignments;
import io.dataaccount.core.port.UsecaseErrors;
import io.dataaccount.core.port.UsecaseRepository;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Changes roles, so that nobody gives or takes one above their own. */
final class RoleEditor {
    private final RoleAssignments roles;
    private final UsecaseRepository usecases;
    private final Clock clock;

    /** @param clock to the millisecond */
    RoleEditor(RoleAssignments roles, UsecaseRepository usecases, Clock clock) {
        this.roles = roles;
        this.usecases = usecases;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    void checkExists(RoleScope scope) {
        if (!scope.isGlobal()) {
            UsecaseId id = new UsecaseId(scope.value());
            if (usecases.find(id).isEmpty()) {
                throw UsecaseErrors.notFound(id);
            }
        }
    }

    static void checkRank(Role own, Role other) {
        if (!own.includes(other)) {
            throw new DataException(
                    ErrorCode.FORBIDDEN,
                    "Your own role there is " + own + ", so " + other + " is not yours to give or take: ask a " + other
                            + ".",
                    "role",
                    null);
        }
    }

    /**
     * The user's role in the scope, written down for the audit log.
     *
     * @throws DataException FORBIDDEN if it is higher than the caller's own
     */
    Optional<RoleAssignment> present(GuardedCall call, UserId user, RoleScope scope) {
        Optional<RoleAssignment> seen = roles.find(user, scope);
        seen.ifPresent(assignment -> {
            call.with("role_before", assignment.role());
            checkRank(call.role(), assignment.role());
        });
        return seen;
    }

    void store(Optional<RoleAssignment> seen, RoleAssignment wanted) {
        seen.ifPresentOrElse(before -> roles.replace(before, wanted), () -> roles.create(wanted));
    }

    void remove(RoleAssignment seen) {
        roles.remove(seen);
    }

    /** Takes every role in the scope away. */
    void removeAll(RoleScope scope) {
        roles.in(scope).forEach(roles::remove);
    }
}

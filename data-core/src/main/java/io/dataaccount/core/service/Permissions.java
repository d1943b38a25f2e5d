package io.dataaccount.core.service;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserRoles;
import io.dataaccount.core.port.RoleAssignments;
import java.util.Map;
import java.util.Optional;

/**
 * The permissions of callers. Role assignments are read on every call, so a revoked role no longer applies. Safe for
 * use by many threads.
 */
final class Permissions {
    private static final UserRoles ADMINISTRATOR = new UserRoles(Map.of(RoleScope.GLOBAL, Role.PORTAL_ADMIN));

    private final RoleAssignments assignments;

    Permissions(RoleAssignments assignments) {
        this.assignments = assignments;
    }

    UserRoles of(Caller caller) {
        return caller.portalAdmin() ? ADMINISTRATOR : assignments.of(caller.userId());
    }

    /**
     * The caller's roles, if the role in the scope is at least the needed one.
     *
     * @throws DataException FORBIDDEN if not; the detail does not reveal whether the use case exists
     */
    UserRoles require(Caller caller, RoleScope scope, Role needed) {
        UserRoles roles = of(caller);
        if (!roles.include(needed, scope)) {
            throw new DataException(ErrorCode.FORBIDDEN, refusal(scope, roles.in(scope), needed));
        }
        return roles;
    }

    private static String refusal(RoleScope scope, Optional<Role> role, Role needed) {
        String place = scope.isGlobal() ? "in the portal as a whole" : "in the use case '" + scope + "'";
        return role.map(held -> "Your role " + place + " is " + held).orElse("You have no role " + place)
                + ", and this needs " + needed + ": ask "
                + (scope.isGlobal() ? "a PortalAdmin" : "its UseCaseAdmin, or a PortalAdmin,") + " for it.";
    }
}

package io.dataaccount.core.service;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.port.RoleAssignments;
import java.util.List;

/** Lists the role assignments in a use case, or the global ones. Safe for use by many threads. */
public final class ListRoles {
    private final Authorizer authorizer;
    private final RoleAssignments roles;

    ListRoles(Authorizer authorizer, RoleAssignments roles) {
        this.authorizer = authorizer;
        this.roles = roles;
    }

    /**
     * Returns the assignments in exactly this scope, ordered by user id. Global assignments are not included in those
     * of a use case.
     *
     * @throws DataException FORBIDDEN; the global scope needs a PortalAdmin
     */
    public List<RoleAssignment> run(Caller caller, RoleScope scope) {
        return authorizer.call(caller, Action.LIST_ROLES, scope).run(call -> roles.in(scope));
    }
}

package io.dataaccount.core.service;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.port.RoleAssignments;
import java.util.List;

/** Lists who has a role in a use case, or everywhere. */
public final class ListRoles {
    private final Authorizer authorizer;
    private final RoleAssignments roles;

    ListRoles(Authorizer authorizer, RoleAssignments roles) {
        this.authorizer = authorizer;
        this.roles = roles;
    }

    /**
     * Ordered by user id, without those who have a role here only because they have one everywhere.
     *
     * @throws DataException FORBIDDEN; for the global scope to all but a PortalAdmin
     */
    public List<RoleAssignment> run(Caller caller, RoleScope scope) {
        return authorizer.call(caller, Action.LIST_ROLES, scope).run(call -> roles.in(scope));
    }
}

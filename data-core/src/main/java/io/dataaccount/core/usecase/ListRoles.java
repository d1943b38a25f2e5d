package io.dataaccount.core.usecase;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.Caller;
import io.dataaccount.core.model.RoleAssignment;
import io.dataaccount.core.model.RoleScope;
import io.dataaccount.core.port.RoleAssignments;
import java.util.List;

/** Lists who has a role in a use case, or everywhere. */
public final class ListRoles {
    private final Guard guard;
    private final RoleAssignments roles;

    ListRoles(Guard guard, RoleAssignments roles) {
        this.guard = guard;
        this.roles = roles;
    }

    /**
     * Ordered by user id, without those who have a role here only because they have one everywhere.
     *
     * @throws DataException FORBIDDEN; for the global scope to all but a PortalAdmin
     */
    public List<RoleAssignment> run(Caller caller, RoleScope scope) {
        return guard.call(caller, Action.LIST_ROLES, scope).run(call -> roles.in(scope));
    }
}

package io.dataaccount.testkit.service;

import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.model.user.UserRoles;
import io.dataaccount.core.port.RoleAssignments;
import java.util.List;
import java.util.Optional;

/**
 * Delegates to other role assignments, and runs hooks of the test before each write and before the removal of orphans.
 */
record WatchedRoles(RoleAssignments roles, Runnable beforeWrite, Runnable beforeRemoval) implements RoleAssignments {
    @Override
    public UserRoles of(UserId user) {
        return roles.of(user);
    }

    @Override
    public Optional<RoleAssignment> find(UserId user, RoleScope scope) {
        return roles.find(user, scope);
    }

    @Override
    public List<RoleAssignment> in(RoleScope scope) {
        return roles.in(scope);
    }

    @Override
    public boolean anyIn(RoleScope scope) {
        return roles.anyIn(scope);
    }

    @Override
    public void create(RoleAssignment wanted, List<RoleAssignment> unchanged) {
        beforeWrite.run();
        roles.create(wanted, unchanged);
    }

    @Override
    public void replace(RoleAssignment seen, RoleAssignment wanted, List<RoleAssignment> unchanged) {
        beforeWrite.run();
        roles.replace(seen, wanted, unchanged);
    }

    @Override
    public void remove(RoleAssignment seen, List<RoleAssignment> unchanged) {
        beforeWrite.run();
        roles.remove(seen, unchanged);
    }

    @Override
    public int removeOrphans(UsecaseId usecase) {
        beforeRemoval.run();
        return roles.removeOrphans(usecase);
    }
}

package io.dataaccount.testkit.usecase;

import io.dataaccount.core.model.RoleAssignment;
import io.dataaccount.core.model.RoleScope;
import io.dataaccount.core.model.UsecaseId;
import io.dataaccount.core.model.UserId;
import io.dataaccount.core.model.UserRoles;
import io.dataaccount.core.port.RoleAssignments;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The roles of another store, with a step of the test's before orphans are removed. */
record WatchedRoles(RoleAssignments roles, Runnable beforeRemoval) implements RoleAssignments {
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
    public void create(RoleAssignment wanted) {
        roles.create(wanted);
    }

    @Override
    public void replace(RoleAssignment seen, RoleAssignment wanted, @Nullable RoleAssignment remaining) {
        roles.replace(seen, wanted, remaining);
    }

    @Override
    public void remove(RoleAssignment seen, @Nullable RoleAssignment remaining) {
        roles.remove(seen, remaining);
    }

    @Override
    public int removeOrphans(UsecaseId usecase) {
        beforeRemoval.run();
        return roles.removeOrphans(usecase);
    }
}

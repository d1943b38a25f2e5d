package io.dataaccount.testkit.fake;

import io.dataaccount.core.port.RoleAssignments;
import io.dataaccount.testkit.contract.RoleAssignmentsContract;

class InMemoryRoleAssignmentsTest extends RoleAssignmentsContract {
    private final InMemoryRoleAssignments assignments = new InMemoryRoleAssignments();

    @Override
    protected RoleAssignments assignments() {
        return assignments;
    }
}

package io.dataaccount.testkit.fake;

import io.dataaccount.core.port.RoleAssignments;
import io.dataaccount.core.port.UsecaseRepository;
import io.dataaccount.testkit.contract.RoleAssignmentsContract;

class InMemoryRoleAssignmentsTest extends RoleAssignmentsContract {
    private final InMemoryUsecaseRepository usecases = new InMemoryUsecaseRepository();
    private final InMemoryRoleAssignments assignments = new InMemoryRoleAssignments(usecases);

    @Override
    protected RoleAssignments assignments() {
        return assignments;
    }

    @Override
    protected UsecaseRepository usecases() {
        return usecases;
    }
}

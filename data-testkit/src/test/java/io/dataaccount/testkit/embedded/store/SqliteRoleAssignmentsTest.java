package io.dataaccount.testkit.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.port.RoleAssignments;
import io.dataaccount.core.port.UsecaseRepository;
import io.dataaccount.testkit.contract.RoleAssignmentsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteRoleAssignmentsTest extends RoleAssignmentsContract {
    @TempDir
    Path directory;

    private SqliteUsecaseRepository usecases;
    private SqliteRoleAssignments assignments;

    @BeforeEach
    void open() {
        assignments = SqliteRoleAssignments.open(directory.resolve("roles.db"));
        usecases = SqliteUsecaseRepository.open(directory.resolve("roles.db"));
    }

    @AfterEach
    void close() {
        assignments.close();
        usecases.close();
    }

    @Override
    protected UsecaseRepository usecases() {
        return usecases;
    }

    @Override
    protected RoleAssignments assignments() {
        return assignments;
    }

    @Test
    void open_again_hasTheAssignedRoles() {
        RoleAssignment admin = new RoleAssignment(new UserId("ana"), RoleScope.GLOBAL, Role.PORTAL_ADMIN, null, null);
        assignments.create(admin);
        close();
        open();
        assertThat(assignments.in(RoleScope.GLOBAL)).containsExactly(admin);
    }
}

package io.dataaccount.testkit.service;

import static io.dataaccount.testkit.service.ServiceFixture.ADMIN;
import static io.dataaccount.testkit.service.ServiceFixture.ANA;
import static io.dataaccount.testkit.service.ServiceFixture.USECASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.service.AssignRole;
import io.dataaccount.core.service.CreateUsecase;
import io.dataaccount.core.service.DeploymentSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The deletion of a use case while its roles change, with controlled interleaving. */
class DeletionTest {
    private static final RoleScope SCOPE = RoleScope.of(USECASE);

    private final ServiceFixture fixture = ServiceFixture.of(DeploymentSettings.forOrigins(List.of()));

    @Test
    void roleAssigned_betweenTheDeletionAndTheRemovalOfRoles_isRefused() {
        fixture.assign(ANA, Role.USE_CASE_ADMIN);
        fixture.beforeRemovalOfRoles(() -> assertRefused(ErrorCode.USECASE_NOT_FOUND, () -> assignFriend(ANA)));
        fixture.service.deleteUsecase().run(ADMIN, USECASE);
        assertThat(fixture.roles.anyIn(SCOPE)).isFalse();
    }

    @Test
    void deletion_interruptedBeforeTheRemovalOfRoles_isFinishedByTheSameCall() {
        fixture.assign(ANA, Role.USE_CASE_ADMIN);
        fixture.beforeRemovalOfRoles(() -> {
            throw new DataException(ErrorCode.UNAVAILABLE, "the process died");
        });
        assertRefused(
                ErrorCode.UNAVAILABLE, () -> fixture.service.deleteUsecase().run(ADMIN, USECASE));
        assertThat(fixture.roles.anyIn(SCOPE)).isTrue();
        fixture.beforeRemovalOfRoles(() -> {});
        fixture.service.deleteUsecase().run(ADMIN, USECASE);
        assertThat(fixture.roles.anyIn(SCOPE)).isFalse();
        assertRefused(
                ErrorCode.USECASE_NOT_FOUND,
                () -> fixture.service.deleteUsecase().run(ADMIN, USECASE));
    }

    /** Another call creates the id again and assigns a role between the deletion and the removal of roles. */
    @Test
    void idThatIsRecreatedMeanwhile_keepsItsRoles() {
        fixture.beforeRemovalOfRoles(this::recreate);
        fixture.service.deleteUsecase().run(ADMIN, USECASE);
        assertThat(fixture.usecases.find(USECASE)).isPresent();
        assertThat(fixture.roles.anyIn(SCOPE)).isTrue();
    }

    @Test
    void idThatIsCreatedDuringTheDeletion_isNotFound() {
        fixture.service.deleteUsecase().run(ADMIN, USECASE);
        fixture.beforeRemovalOfRoles(this::recreate);
        assertRefused(
                ErrorCode.USECASE_NOT_FOUND,
                () -> fixture.service.deleteUsecase().run(ADMIN, USECASE));
        assertThat(fixture.roles.anyIn(SCOPE)).isTrue();
    }

    /** A conflict that no new use case with the id explains is reported to the caller. */
    @Test
    void conflictWithAnotherWrite_isReportedAndTheNextCallRemovesTheRoles() {
        fixture.assign(ANA, Role.USE_CASE_ADMIN);
        fixture.beforeRemovalOfRoles(() -> {
            throw new DataException(ErrorCode.CONFLICT, "something else is writing");
        });
        assertRefused(ErrorCode.CONFLICT, () -> fixture.service.deleteUsecase().run(ADMIN, USECASE));
    }

    private void recreate() {
        fixture.beforeRemovalOfRoles(() -> {});
        AccountRole accountRole = new AccountRole(new AccountId("111122223333"), null, null);
        fixture.service
                .createUsecase()
                .run(
                        ADMIN,
                        new CreateUsecase.Command(
                                USECASE, "Recreated", accountRole, null, null, DataAccount.UNSET, Map.of()));
        assignFriend(ADMIN);
    }

    private void assignFriend(Caller caller) {
        fixture.service
                .assignRole()
                .run(caller, new AssignRole.Command(SCOPE, new UserId("friend"), Role.USE_CASE_ADMIN));
    }

    private static void assertRefused(ErrorCode code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        DataException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}

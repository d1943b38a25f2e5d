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
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.service.AssignRole;
import io.dataaccount.core.service.ConfigureDataAccount;
import io.dataaccount.core.service.CreateUsecase;
import io.dataaccount.core.service.DataAccountChange;
import io.dataaccount.core.service.DeploymentSettings;
import io.dataaccount.core.service.FieldUpdate;
import io.dataaccount.core.service.RevokeRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call changes nothing if its caller loses the role after the authorisation; tested with controlled interleaving. */
class LostRoleTest {
    private static final RoleScope SCOPE = RoleScope.of(USECASE);
    private static final UserId FRIEND = new UserId("friend");
    private static final AccountId DATA = new AccountId("777777777777");
    private static final RoleArn ROLE = new RoleArn("arn:aws:iam::777777777777:role/Data");
    private static final ExternalId ID = new ExternalId("agreed");

    private final ServiceFixture fixture =
            ServiceFixture.of(DeploymentSettings.forOrigins(List.of()).requiringAudit());

    @BeforeEach
    void anaIsAdministrator() {
        fixture.assign(ANA, Role.USE_CASE_ADMIN);
    }

    @Test
    void configure_authorisedBeforeTheUsecaseWasReplaced_changesNothing() {
        fixture.afterAuthorisation(this::replaceUsecase);
        assertRefused(
                ErrorCode.FORBIDDEN, () -> configure(FieldUpdate.none(), FieldUpdate.to(new BucketName("of-ana"))));
        assertThat(stored().data().bucket()).isNull();
    }

    @Test
    void configure_whoseCallerLosesTheRoleDuringTheProof_changesNothing() {
        fixture.credentials.allow(ROLE, ID);
        fixture.credentials.limitSessionStarts((request, role, start) -> {
            revokeAna();
            return start.get();
        });
        assertRefused(ErrorCode.FORBIDDEN, () -> configure(FieldUpdate.to(DATA), FieldUpdate.none()));
        assertThat(stored().hasSeparateDataAccount()).isFalse();
    }

    @Test
    void assign_authorisedBeforeTheUsecaseWasReplaced_storesNothing() {
        fixture.beforeWriteOfRole(this::replaceUsecase);
        assertRefused(ErrorCode.CONFLICT, this::assignFriend);
        assertThat(fixture.roles.anyIn(SCOPE)).isFalse();
    }

    @Test
    void assign_whoseCallerLosesTheRole_storesNothing() {
        fixture.beforeWriteOfRole(this::revokeAna);
        assertRefused(ErrorCode.CONFLICT, this::assignFriend);
        assertThat(fixture.roles.find(FRIEND, SCOPE)).isEmpty();
    }

    @Test
    void revoke_byAGlobalRole_dependsOnThatRole() {
        RoleAssignment everywhere =
                new RoleAssignment(ServiceFixture.ADMIN.userId(), RoleScope.GLOBAL, Role.PORTAL_ADMIN, null, null);
        fixture.roles.create(everywhere);
        fixture.beforeWriteOfRole(() -> fixture.roles.remove(everywhere, List.of()));
        assertRefused(
                ErrorCode.CONFLICT,
                () -> fixture.service
                        .revokeRole()
                        .run(new Caller("root", "root", false), new RevokeRole.Command(SCOPE, ANA.userId())));
        assertThat(fixture.roles.find(ANA.userId(), SCOPE)).isPresent();
    }

    /**
     * The role that authorises the call is also the role that the call writes, so the write must check it separately.
     */
    @Test
    void assignmentOfTheCallersOwnRole_isNotRestoredAfterItsRemoval() {
        fixture.afterAuthorisation(this::revokeAna);
        assertRefused(ErrorCode.CONFLICT, () -> assign(ANA.userId()));
        assertThat(fixture.roles.find(ANA.userId(), SCOPE)).isEmpty();
    }

    @Test
    void assignmentOfTheCallersOwnRole_isNotRestoredAfterADemotion() {
        fixture.afterAuthorisation(() -> {
            revokeAna();
            fixture.assign(ANA, Role.VIEWER);
        });
        assertRefused(ErrorCode.CONFLICT, () -> assign(ANA.userId()));
        assertThat(fixture.roles.of(ANA.userId()).in(SCOPE)).contains(Role.VIEWER);
    }

    @Test
    void portalAdmin_whoIsDemotedDuringTheCall_doesOnlyWhatTheLowerRoleMay() {
        Caller root = new Caller("root", "root", false);
        RoleAssignment everywhere = new RoleAssignment(root.userId(), RoleScope.GLOBAL, Role.PORTAL_ADMIN, null, null);
        fixture.roles.create(everywhere);
        fixture.assign(root, Role.USE_CASE_ADMIN);
        fixture.afterAuthorisation(() -> fixture.roles.remove(everywhere, List.of()));
        DataAccountChange untried = new DataAccountChange(
                FieldUpdate.to(DATA), FieldUpdate.to(ROLE), FieldUpdate.to(ID), FieldUpdate.none(), FieldUpdate.none());
        assertRefused(
                ErrorCode.FORBIDDEN,
                () -> fixture.service
                        .configureDataAccount()
                        .run(root, new ConfigureDataAccount.Command(USECASE, untried, false)));
        assertThat(stored().hasSeparateDataAccount()).isFalse();
    }

    @Test
    void administrators_mayRemoveTheirOwnRole() {
        assignFriend();
        fixture.service.revokeRole().run(ANA, new RevokeRole.Command(SCOPE, ANA.userId()));
        assertThat(fixture.roles.find(ANA.userId(), SCOPE)).isEmpty();
    }

    private void assignFriend() {
        assign(FRIEND);
    }

    private void assign(UserId user) {
        fixture.service.assignRole().run(ANA, new AssignRole.Command(SCOPE, user, Role.USE_CASE_ADMIN));
    }

    private void configure(FieldUpdate<AccountId> account, FieldUpdate<BucketName> bucket) {
        boolean separate = account.given();
        DataAccountChange change = new DataAccountChange(
                account,
                separate ? FieldUpdate.to(ROLE) : FieldUpdate.none(),
                separate ? FieldUpdate.to(ID) : FieldUpdate.none(),
                bucket,
                FieldUpdate.none());
        fixture.service.configureDataAccount().run(ANA, new ConfigureDataAccount.Command(USECASE, change, true));
    }

    private void revokeAna() {
        fixture.roles.remove(fixture.roles.find(ANA.userId(), SCOPE).orElseThrow(), List.of());
    }

    /** Replaces the use case with another one with the same id, in which nobody has a role. */
    private void replaceUsecase() {
        fixture.service.deleteUsecase().run(ADMIN, USECASE);
        AccountRole accountRole = new AccountRole(new AccountId("111122223333"), null, null);
        fixture.service
                .createUsecase()
                .run(
                        ADMIN,
                        new CreateUsecase.Command(
                                USECASE, "Next", accountRole, null, null, DataAccount.UNSET, Map.of()));
    }

    private Usecase stored() {
        return fixture.usecases.find(USECASE).orElseThrow();
    }

    private static void assertRefused(ErrorCode code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        DataException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}

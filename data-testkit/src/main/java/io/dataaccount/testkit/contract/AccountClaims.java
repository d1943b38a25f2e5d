package io.dataaccount.testkit.contract;

import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.port.UsecaseRepository;
import io.dataaccount.core.service.ConfigureDataAccount;
import io.dataaccount.core.service.CreateUsecase;
import io.dataaccount.core.service.DataAccountChange;
import io.dataaccount.core.service.DataAccountService;
import io.dataaccount.core.service.DeploymentSettings;
import io.dataaccount.core.service.FieldUpdate;
import io.dataaccount.core.service.Ports;
import io.dataaccount.testkit.fake.FakeUploadPresigner;
import io.dataaccount.testkit.fake.InMemoryAuditLog;
import io.dataaccount.testkit.fake.InMemoryBucketStore;
import io.dataaccount.testkit.fake.InMemoryCredentialResolver;
import io.dataaccount.testkit.fake.InMemoryRoleAssignments;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Use cases in a repository, each with its own administrator. The administrators claim the same account and overlapping
 * prefixes of the same bucket. For one thread.
 */
final class AccountClaims {
    private static final Caller PORTAL_ADMIN = new Caller("root", "root", true);

    private final String number =
            Long.toString(800_000_000_000L + Math.floorMod(UUID.randomUUID().hashCode(), 99_999_999));
    private final AccountId account = new AccountId(number);
    private final RoleArn role = new RoleArn("arn:aws:iam::" + number + ":role/Data");
    private final ExternalId externalId = ExternalId.random();
    private final BucketName bucket = new BucketName("shared-" + UUID.randomUUID());
    private final InterleavingRepository repository;
    private final InMemoryRoleAssignments roles;
    private final DataAccountService service;

    AccountClaims(UsecaseRepository repository) {
        this.repository = new InterleavingRepository(repository);
        this.roles = new InMemoryRoleAssignments(repository);
        Clock clock = Clock.systemUTC();
        InMemoryCredentialResolver credentials =
                new InMemoryCredentialResolver(new AccountId("111122223333"), Duration.ofHours(1), clock);
        credentials.allow(role, externalId);
        this.service = DataAccountService.create(
                new Ports(
                        new InMemoryBucketStore(clock),
                        new FakeUploadPresigner(),
                        credentials,
                        this.repository,
                        roles,
                        new InMemoryAuditLog()),
                DeploymentSettings.forOrigins(List.of()).enforcingPrefix(),
                clock);
    }

    /** The account that all administrators claim. */
    AccountId account() {
        return account;
    }

    UsecaseId newUsecase() {
        return newUsecase(UsecaseId.random());
    }

    UsecaseId newUsecase(UsecaseId id) {
        create(id, DataAccount.UNSET);
        roles.create(new RoleAssignment(admin(id).userId(), RoleScope.of(id), Role.USE_CASE_ADMIN, null, null));
        return id;
    }

    /** Simulates a deletion that stopped before it removed the roles. */
    void deleteWithoutRoles(UsecaseId id) {
        repository.delete(id);
    }

    void runBeforeNextWrite(Runnable step) {
        repository.runBeforeNextWrite(step);
    }

    /** Claims the account as the administrator of the use case, with a role and an external id that STS accepts. */
    void claim(UsecaseId id) {
        DataAccountChange change = new DataAccountChange(
                FieldUpdate.to(account),
                FieldUpdate.to(role),
                FieldUpdate.to(externalId),
                FieldUpdate.none(),
                FieldUpdate.none());
        service.configureDataAccount().run(admin(id), new ConfigureDataAccount.Command(id, change, true));
    }

    /** Sets the bucket and the prefix of the use case, as a PortalAdmin. */
    void setBoundary(UsecaseId id, String prefix) {
        DataAccountChange change = new DataAccountChange(
                FieldUpdate.none(),
                FieldUpdate.none(),
                FieldUpdate.none(),
                FieldUpdate.to(bucket),
                FieldUpdate.to(new Prefix(prefix)));
        service.configureDataAccount().run(PORTAL_ADMIN, new ConfigureDataAccount.Command(id, change, true));
    }

    void create(UsecaseId id) {
        create(id, DataAccount.UNSET);
    }

    private void create(UsecaseId id, DataAccount data) {
        AccountRole own = new AccountRole(new AccountId("999988887777"), null, null);
        service.createUsecase()
                .run(PORTAL_ADMIN, new CreateUsecase.Command(id, "Vision", own, null, null, data, Map.of()));
    }

    private static Caller admin(UsecaseId id) {
        return new Caller("admin-of-" + id, "admin", false);
    }
}

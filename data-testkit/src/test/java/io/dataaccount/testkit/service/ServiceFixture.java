package io.dataaccount.testkit.service;

import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.bucket.Encryption;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.port.AuditReader;
import io.dataaccount.core.port.SessionRequest;
import io.dataaccount.core.service.CreateBucket;
import io.dataaccount.core.service.DataAccountService;
import io.dataaccount.core.service.DeploymentSettings;
import io.dataaccount.core.service.Ports;
import io.dataaccount.testkit.fake.FakeUploadPresigner;
import io.dataaccount.testkit.fake.InMemoryAuditLog;
import io.dataaccount.testkit.fake.InMemoryBucketStore;
import io.dataaccount.testkit.fake.InMemoryCredentialResolver;
import io.dataaccount.testkit.fake.InMemoryRoleAssignments;
import io.dataaccount.testkit.fake.InMemoryUsecaseRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link DataAccountService} with fakes of all ports and one use case, whose data bucket is {@link #BUCKET}. */
final class ServiceFixture {
    static final UsecaseId USECASE = new UsecaseId("uc-1");
    static final BucketName BUCKET = new BucketName("data-of-uc-1");
    static final BucketName OTHER_BUCKET = new BucketName("another-bucket");
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123Z");
    static final Caller ADMIN = new Caller("root", "root", true);
    static final Caller ANA = new Caller("ana", "Ana", false);

    final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    final InMemoryUsecaseRepository usecases = new InMemoryUsecaseRepository();
    final InMemoryRoleAssignments roles = new InMemoryRoleAssignments(usecases);
    final InMemoryAuditLog audit = new InMemoryAuditLog();
    final InMemoryCredentialResolver credentials;
    final DataAccountService service;

    private Runnable startHook = () -> {};
    private Runnable writeHook = () -> {};
    private Runnable removalHook = () -> {};
    private final InMemoryBucketStore store = new InMemoryBucketStore(clock);

    ServiceFixture(DeploymentSettings settings, @Nullable Prefix prefix) {
        AccountId account = new AccountId("111122223333");
        credentials = new InMemoryCredentialResolver(account, Duration.ofHours(1), clock);
        Ports ports = new Ports(
                store,
                new FakeUploadPresigner(),
                credentials,
                usecases,
                new WatchedRoles(roles, () -> writeHook.run(), () -> removalHook.run()),
                new WatchedLog());
        service = DataAccountService.create(ports, settings, clock);
        DataAccountService unbounded =
                DataAccountService.create(ports, DeploymentSettings.forOrigins(List.of()), clock);
        usecases.create(new Usecase(
                USECASE,
                "Vision",
                new AccountRole(account, null, null),
                null,
                null,
                new DataAccount(null, null, null, BUCKET, prefix),
                Map.of(),
                NOON,
                NOON));
        List.of(BUCKET, OTHER_BUCKET)
                .forEach(name -> unbounded
                        .createBucket()
                        .run(
                                ADMIN,
                                new CreateBucket.Command(
                                        USECASE,
                                        name,
                                        Region.US_EAST_1,
                                        true,
                                        new Encryption(Encryption.Algorithm.AES256, null))));
    }

    static ServiceFixture of(DeploymentSettings settings) {
        return new ServiceFixture(settings, null);
    }

    /** All session requests so far, in order. */
    List<SessionRequest> accesses() {
        return credentials.requests();
    }

    /** Runs the start hook after the start of a call is written. */
    private final class WatchedLog implements AuditLog {
        @Override
        public void write(AuditEvent event) {
            audit.write(event);
            if (event.result() == AuditEvent.Result.STARTED) {
                startHook.run();
            }
        }

        @Override
        public Optional<AuditReader> reader() {
            return audit.reader();
        }
    }

    /**
     * Runs the hook once, after the next call that changes something was authorised and before it has read anything.
     * The settings must require the audit log.
     */
    void afterAuthorisation(Runnable hook) {
        startHook = () -> {
            startHook = () -> {};
            hook.run();
        };
    }

    /** Runs the hook once, after the check and before the write of the next role. */
    void beforeWriteOfRole(Runnable hook) {
        writeHook = () -> {
            writeHook = () -> {};
            hook.run();
        };
    }

    /** Runs the hook after each deletion of a use case, before its roles are removed. */
    void beforeRemovalOfRoles(Runnable hook) {
        removalHook = hook;
    }

    void assign(Caller caller, Role role) {
        roles.create(new RoleAssignment(caller.userId(), RoleScope.of(USECASE), role, null, null));
    }
}

package io.dataaccount.testkit.service;

import static io.dataaccount.testkit.service.ServiceFixture.ADMIN;
import static io.dataaccount.testkit.service.ServiceFixture.ANA;
import static io.dataaccount.testkit.service.ServiceFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.audit.AuditEntry;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.model.audit.AuditPeriod;
import io.dataaccount.core.model.page.Page;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.page.PageToken;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.service.DataAccountService;
import io.dataaccount.core.service.DeploymentSettings;
import io.dataaccount.core.service.ListAuditEvents;
import io.dataaccount.core.service.ListUserAuditEvents;
import io.dataaccount.core.service.Ports;
import io.dataaccount.testkit.fake.FakeUploadPresigner;
import io.dataaccount.testkit.fake.InMemoryAuditLog;
import io.dataaccount.testkit.fake.InMemoryBucketStore;
import io.dataaccount.testkit.fake.InMemoryCredentialResolver;
import io.dataaccount.testkit.fake.InMemoryRoleAssignments;
import io.dataaccount.testkit.fake.InMemoryUsecaseRepository;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Reading the audit log, of a use case that does not exist any more. */
class ListAuditEventsTest {
    private static final RoleScope SCOPE = new RoleScope("uc-deleted");
    private static final AuditPeriod HOUR = new AuditPeriod(NOON.minusSeconds(1800), NOON.plusSeconds(1800));

    private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    private final InMemoryUsecaseRepository usecases = new InMemoryUsecaseRepository();
    private final InMemoryRoleAssignments roles = new InMemoryRoleAssignments(usecases);
    private final InMemoryAuditLog log = new InMemoryAuditLog();

    private DataAccountService service(AuditLog audit) {
        Ports ports = new Ports(
                new InMemoryBucketStore(clock),
                new FakeUploadPresigner(),
                new InMemoryCredentialResolver(new AccountId("111122223333"), Duration.ofHours(1), clock),
                usecases,
                roles,
                audit);
        return DataAccountService.create(ports, DeploymentSettings.forOrigins(List.of()), clock);
    }

    private Page<AuditEntry> list(Caller caller, PageRequest page) {
        return service(log).listAuditEvents().run(caller, command(page));
    }

    private static ListAuditEvents.Command command(PageRequest page) {
        return new ListAuditEvents.Command(SCOPE, null, null, HOUR, page);
    }

    private static ListUserAuditEvents.Command ofUser(String user) {
        return new ListUserAuditEvents.Command(
                new UserId(user), null, AuditPeriod.ALL, PageRequest.first(PageSize.MAX));
    }

    @Test
    void page_hasAtMost200Events() {
        for (int i = 0; i < 201; i++) {
            write("e" + i, NOON.plusMillis(i));
        }
        Page<AuditEntry> first = list(ADMIN, PageRequest.first(PageSize.MAX));
        assertThat(first.items()).hasSize(200);
        PageToken next = first.next().orElseThrow();
        Page<AuditEntry> second = list(ADMIN, new PageRequest(PageSize.MAX, next));
        assertThat(second.items()).extracting(AuditEntry::id).containsExactly("e0");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void reading_isNoEvent_andARefusalIsOne() {
        write("e", NOON);
        list(ADMIN, PageRequest.first(PageSize.MAX));
        assertThat(log.events()).hasSize(1);
        assertRefused(ErrorCode.FORBIDDEN, () -> list(ANA, PageRequest.first(PageSize.MAX)));
        AuditEvent refusal = log.events().get(1);
        assertThat(refusal.action()).isEqualTo("list_audit_events");
        assertThat(refusal.result()).isEqualTo(AuditEvent.Result.DENIED);
        assertThat(refusal.scope()).isEqualTo(SCOPE);
    }

    /** The events of other users do not become known to somebody who administers all use cases but not the portal. */
    @Test
    void eventsOfAUser_areOnlyForPortalAdmins() {
        write("e", NOON);
        roles.create(new RoleAssignment(ANA.userId(), RoleScope.GLOBAL, Role.USE_CASE_ADMIN, null, null));
        assertThat(list(ANA, PageRequest.first(PageSize.MAX)).items()).hasSize(1);
        assertRefused(
                ErrorCode.FORBIDDEN, () -> service(log).listUserAuditEvents().run(ANA, ofUser("bo")));
        assertThat(log.events().get(1).scope()).isEqualTo(RoleScope.GLOBAL);
        assertThat(service(log).listUserAuditEvents().run(ADMIN, ofUser("bo")).items())
                .hasSize(1);
    }

    @Test
    void usecaseWithTheIdOfADeletedOne_showsItsAdministratorNoEventOfThat() {
        write("of the deleted one", NOON.minusMillis(1));
        write("its own", NOON);
        usecases.create(usecase(NOON));
        roles.create(new RoleAssignment(ANA.userId(), SCOPE, Role.USE_CASE_ADMIN, null, null));
        assertThat(list(ANA, PageRequest.first(PageSize.MAX)).items())
                .extracting(AuditEntry::id)
                .containsExactly("its own");
        assertThat(list(ADMIN, PageRequest.first(PageSize.MAX)).items()).hasSize(2);
        PageToken older = list(ADMIN, PageRequest.first(new PageSize(1))).next().orElseThrow();
        assertRefused(ErrorCode.INVALID_INPUT, () -> list(ANA, new PageRequest(PageSize.MAX, older)));

        roles.create(new RoleAssignment(ANA.userId(), RoleScope.GLOBAL, Role.USE_CASE_ADMIN, null, null));
        assertThat(list(ANA, PageRequest.first(PageSize.MAX)).items()).hasSize(2);
    }

    @Test
    void periodBeforeTheCreation_hasNoEventsForTheAdministrator() {
        write("of the deleted one", NOON);
        usecases.create(usecase(HOUR.to()));
        roles.create(new RoleAssignment(ANA.userId(), SCOPE, Role.USE_CASE_ADMIN, null, null));
        assertThat(list(ANA, PageRequest.first(PageSize.MAX))).isEqualTo(new Page<>(List.of(), null));
    }

    private static Usecase usecase(Instant created) {
        return new Usecase(
                new UsecaseId(SCOPE.value()),
                "Again",
                new AccountRole(new AccountId("444455556666"), null, null),
                null,
                null,
                DataAccount.UNSET,
                Map.of(),
                created,
                created);
    }

    @Test
    void logThatCannotBeRead_isNotFound_butOnlyForThoseWhoMayRead() {
        for (AuditLog unreadable : List.of(AuditLog.NONE, AuditLog.NONE.andThen(AuditLog.NONE))) {
            DataAccountService service = service(unreadable);
            DataException e = assertRefused(
                    ErrorCode.AUDIT_LOG_NOT_FOUND,
                    () -> service.listAuditEvents().run(ADMIN, command(PageRequest.first(PageSize.MAX))));
            assertThat(e.detail()).contains("its operator can configure a table");
            assertRefused(
                    ErrorCode.AUDIT_LOG_NOT_FOUND,
                    () -> service.listUserAuditEvents().run(ADMIN, ofUser("bo")));
            assertRefused(
                    ErrorCode.FORBIDDEN,
                    () -> service.listAuditEvents().run(ANA, command(PageRequest.first(PageSize.MAX))));
        }
    }

    @Test
    void combinedLog_isReadWhereverItCanBe() {
        write("e", NOON);
        for (AuditLog combined : List.of(log.andThen(AuditLog.NONE), AuditLog.NONE.andThen(log))) {
            assertThat(service(combined)
                            .listAuditEvents()
                            .run(ADMIN, command(PageRequest.first(PageSize.MAX)))
                            .items())
                    .hasSize(1);
        }
    }

    @Test
    void logThatFails_isUnavailable() {
        log.setFailing(true);
        assertRefused(ErrorCode.UNAVAILABLE, () -> list(ADMIN, PageRequest.first(PageSize.MAX)));
    }

    /** DynamoDB refuses a position outside the period as an error of the server. */
    @Test
    void forgedToken_ofAPositionOutsideThePeriod_isRefused() {
        write("e", NOON);
        String inside = forged(NOON.toEpochMilli() + "\ne");
        assertThat(list(ADMIN, page(inside)).items()).isEmpty();
        for (String position : List.of(
                HOUR.to().toEpochMilli() + "\ne",
                HOUR.from().minusMillis(1).toEpochMilli() + "\ne",
                "9".repeat(18) + "\ne",
                "9".repeat(30) + "\ne",
                "+" + NOON.toEpochMilli() + "\ne",
                "\ne",
                "e")) {
            DataException e = assertRefused(ErrorCode.INVALID_INPUT, () -> list(ADMIN, page(forged(position))));
            assertThat(e.field()).contains("page_token");
        }
    }

    private static PageRequest page(String token) {
        return new PageRequest(PageSize.MAX, new PageToken(token));
    }

    /** A token with a valid checksum, which anybody can compute. */
    private static String forged(String position) {
        String all = String.join(
                "\n", SCOPE.value(), "", "", HOUR.from().toString(), HOUR.to().toString(), position);
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return base64.encodeToString(Arrays.copyOf(digest, 12))
                    + base64.encodeToString(position.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static DataException assertRefused(ErrorCode code, ThrowingCallable call) {
        DataException e = catchThrowableOfType(DataException.class, call);
        assertThat(e).isNotNull();
        assertThat(e.code()).isEqualTo(code);
        return e;
    }

    private void write(String id, Instant at) {
        log.write(new AuditEvent(
                id,
                at,
                new UserId("bo"),
                "delete_usecase",
                "usecase",
                SCOPE.value(),
                SCOPE,
                AuditEvent.Result.SUCCESS,
                Map.of()));
    }
}

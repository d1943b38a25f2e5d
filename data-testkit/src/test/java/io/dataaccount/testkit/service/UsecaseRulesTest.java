package io.dataaccount.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.bucket.Encryption;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.policy.SessionStarts;
import io.dataaccount.core.service.ConfigureDataAccount;
import io.dataaccount.core.service.CreateBucket;
import io.dataaccount.core.service.CreateUsecase;
import io.dataaccount.core.service.DataAccountChange;
import io.dataaccount.core.service.DeploymentSettings;
import io.dataaccount.core.service.FieldUpdate;
import io.dataaccount.core.service.ListBuckets;
import io.dataaccount.core.service.ListFolder;
import io.dataaccount.core.service.UnprovenAccountException;
import io.dataaccount.core.service.UpdateUsecase;
import io.dataaccount.core.service.UsecaseChange;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The administrator of a use case must not get access to the storage of another use case. */
class UsecaseRulesTest {
    private static final BucketName SHARED = ServiceFixture.BUCKET;
    private static final Prefix MINE = new Prefix("team-1/");
    private static final UsecaseId NEIGHBOUR = new UsecaseId("neighbour");
    private static final AccountId OWN = new AccountId("111122223333");
    private static final AccountId DATA = new AccountId("777766665555");
    private static final RoleArn ROLE = new RoleArn("arn:aws:iam::" + DATA + ":role/Data");
    private static final ExternalId ID = new ExternalId("the-id");

    private final ServiceFixture enforced =
            new ServiceFixture(DeploymentSettings.forOrigins(List.of()).enforcingPrefix(), MINE);
    private final ServiceFixture unenforced = new ServiceFixture(DeploymentSettings.forOrigins(List.of()), MINE);

    @BeforeEach
    void aNeighbourAndAnAdministrator() {
        List.of(enforced, unenforced).forEach(fixture -> {
            neighbour(fixture, new Prefix("team-2/"));
            fixture.assign(ServiceFixture.ANA, Role.USE_CASE_ADMIN);
        });
    }

    @Test
    void configure_movesTheBoundary_onlyForPortalAdmins() {
        refused(
                ErrorCode.FORBIDDEN,
                "data_s3_prefix",
                () -> configure(enforced, ServiceFixture.ANA, prefix("team-2/")));
        refused(
                ErrorCode.FORBIDDEN,
                "data_s3_prefix",
                () -> configure(enforced, ServiceFixture.ANA, prefix("team-1/a/")));
        refused(ErrorCode.FORBIDDEN, "data_s3_prefix", () -> configure(enforced, ServiceFixture.ANA, prefix(null)));
        refused(
                ErrorCode.FORBIDDEN,
                "data_s3_bucket",
                () -> configure(enforced, ServiceFixture.ANA, bucket("sh2-private")));
        refused(ErrorCode.FORBIDDEN, "data_s3_bucket", () -> configure(enforced, ServiceFixture.ANA, bucket(null)));
        assertThat(stored(enforced).data().prefix()).isEqualTo(MINE);

        configure(enforced, ServiceFixture.ANA, prefix("team-1/"));
        configure(enforced, ServiceFixture.ADMIN, prefix("team-1/a/"));
        assertThat(stored(enforced).data().prefix()).isEqualTo(new Prefix("team-1/a/"));
    }

    @Test
    void configure_wherePrefixesAreDefaults_isAllowedForUseCaseAdmins() {
        configure(unenforced, ServiceFixture.ANA, prefix("team-2/"));
        configure(unenforced, ServiceFixture.ANA, bucket(null));
        assertThat(stored(unenforced).data().bucket()).isNull();
    }

    @Test
    void update_movesTheBoundary_onlyForPortalAdmins() {
        refused(
                ErrorCode.FORBIDDEN,
                "data_s3_prefix",
                () -> update(enforced, ServiceFixture.ANA, prefix("team-2/"), FieldUpdate.none()));
        configure(enforced, ServiceFixture.ADMIN, bucket(null), FieldUpdate.to(null)); // then s3_bucket is used
        update(enforced, ServiceFixture.ADMIN, prefix("own/"), FieldUpdate.to(SHARED));
        refused(
                ErrorCode.FORBIDDEN,
                "s3_bucket",
                () -> update(enforced, ServiceFixture.ANA, noChange(), FieldUpdate.to(new BucketName("sh2-private"))));
        update(
                enforced,
                ServiceFixture.ANA,
                bucket(SHARED.value()),
                FieldUpdate.none()); // the same bucket in the other field
    }

    @Test
    void boundary_overlappingAnother_isAConflictForEverybody() {
        for (String prefix : List.of("team-2/", "team-2/a/")) {
            DataException refusal = refused(
                    ErrorCode.CONFLICT,
                    "data_s3_prefix",
                    () -> configure(enforced, ServiceFixture.ADMIN, prefix(prefix)));
            assertThat(refusal.detail()).contains(NEIGHBOUR.value());
        }
        refused(ErrorCode.CONFLICT, "data_s3_prefix", () -> configure(enforced, ServiceFixture.ADMIN, prefix(null)));
        refused(
                ErrorCode.CONFLICT,
                "data_s3_prefix",
                () -> create(enforced, "third", OWN, SHARED, new Prefix("team-1/b/")));
        refused(ErrorCode.CONFLICT, "data_s3_prefix", () -> create(enforced, "third", OWN, SHARED, null));
        create(enforced, "third", OWN, SHARED, new Prefix("team-22/"));
        create(enforced, "fourth", new AccountId("999988887777"), SHARED, new Prefix("team-2/"));
        create(enforced, "fifth", OWN, ServiceFixture.OTHER_BUCKET, new Prefix("team-2/"));
        assertThat(stored(enforced).data().prefix()).isEqualTo(MINE);
    }

    @Test
    void accountOfAnother_isSharedOnlyByPortalAdmins_wherePrefixesAreEnforced() {
        create(enforced, "elsewhere", DATA, SHARED, MINE);
        enforced.credentials.allow(ROLE, ID);
        enforced.roles.create(new RoleAssignment(
                ServiceFixture.ANA.userId(),
                RoleScope.of(new UsecaseId("elsewhere")),
                Role.USE_CASE_ADMIN,
                null,
                null));
        refused(
                ErrorCode.FORBIDDEN,
                "data_account_id",
                () -> configure(enforced, ServiceFixture.ANA, account(DATA, ROLE, ID)));
        DataException overlap = refused(
                ErrorCode.CONFLICT,
                "data_s3_prefix",
                () -> configure(enforced, ServiceFixture.ADMIN, account(DATA, ROLE, ID)));
        assertThat(overlap.detail())
                .contains("elsewhere"); // boundaries may not overlap after a change of the account either
    }

    @Test
    void returnToAnOwnAccountOfOthers_isOnlyForPortalAdmins_wherePrefixesAreEnforced() {
        enforced.credentials.allow(ROLE, ID);
        UsecaseId away = new UsecaseId("away");
        enforced.service
                .createUsecase()
                .run(
                        ServiceFixture.ADMIN,
                        new CreateUsecase.Command(
                                away,
                                "away",
                                new AccountRole(OWN, null, null),
                                null,
                                null,
                                new DataAccount(DATA, ROLE, ID, null, null),
                                Map.of()));
        enforced.roles.create(
                new RoleAssignment(ServiceFixture.ANA.userId(), RoleScope.of(away), Role.USE_CASE_ADMIN, null, null));
        DataAccountChange home = account(null, null, null);
        refused(ErrorCode.FORBIDDEN, "data_account_id", () -> configure(enforced, away, ServiceFixture.ANA, home));
        refused(
                ErrorCode.FORBIDDEN,
                "data_account_id",
                () -> configure(enforced, away, ServiceFixture.ANA, account(OWN, null, null)));
        configure(enforced, away, ServiceFixture.ADMIN, home);
    }

    @Test
    void bucketWithoutEffectYet_isOnlyForPortalAdmins_wherePrefixesAreEnforced() {
        refused(
                ErrorCode.FORBIDDEN,
                "s3_bucket",
                () -> update(enforced, ServiceFixture.ANA, noChange(), FieldUpdate.to(new BucketName("counts-later"))));
    }

    @Test
    void proof_isNotCached() {
        unenforced.credentials.allow(ROLE, ID);
        configure(unenforced, ServiceFixture.ANA, account(DATA, ROLE, ID));
        configure(unenforced, ServiceFixture.ADMIN, account(null, null, null));
        unenforced.credentials.allow(ROLE, new ExternalId("rotated"));
        refused(
                ErrorCode.ASSUME_ROLE_DENIED,
                null,
                () -> configure(unenforced, ServiceFixture.ANA, account(DATA, ROLE, ID)));
    }

    @Test
    void roleOfAnotherAccount_isRefused() {
        AccountRole odd = new AccountRole(OWN, ROLE, ID);
        refused(
                ErrorCode.INVALID_INPUT,
                "cross_account_role_arn",
                () -> unenforced
                        .service
                        .createUsecase()
                        .run(
                                ServiceFixture.ADMIN,
                                new CreateUsecase.Command(
                                        new UsecaseId("odd"), "odd", odd, null, null, DataAccount.UNSET, Map.of())));
    }

    @Test
    void prefixWithoutBucket_isNotConfigured() {
        refused(
                ErrorCode.INCOMPLETE_CONFIGURATION,
                "data_s3_bucket",
                () -> configure(enforced, ServiceFixture.ADMIN, bucket(null)));
        refused(
                ErrorCode.INCOMPLETE_CONFIGURATION,
                "data_s3_bucket",
                () -> create(enforced, "third", OWN, null, new Prefix("x/")));
    }

    @Test
    void prefixWithoutBucket_thatIsStored_allowsNoAccess() {
        Usecase seen = stored(enforced);
        DataAccount withoutBucket = new DataAccount(null, null, null, null, MINE);
        enforced.usecases.update(
                seen, seen.withData(withoutBucket, seen.updatedAt().plusMillis(1)));
        int before = enforced.accesses().size();
        refused(ErrorCode.INCOMPLETE_CONFIGURATION, "data_s3_bucket", () -> buckets(enforced, ""));
        refused(ErrorCode.INCOMPLETE_CONFIGURATION, "data_s3_bucket", () -> createBucket(enforced));
        refused(
                ErrorCode.INCOMPLETE_CONFIGURATION,
                "data_s3_bucket",
                () -> folder(enforced, ServiceFixture.OTHER_BUCKET));
        assertThat(enforced.accesses()).hasSize(before);
        update(enforced, ServiceFixture.ANA, noChange(), FieldUpdate.none()); // unrelated updates still work
    }

    @Test
    void usecaseWithBoundary_createsNoBucket() {
        int before = enforced.accesses().size();
        refused(ErrorCode.FORBIDDEN, "bucket_name", () -> createBucket(enforced));
        assertThat(enforced.accesses()).hasSize(before);
        createBucket(unenforced);
    }

    @Test
    void usecaseWithBoundary_seesOnlyItsBucket() {
        assertThat(buckets(unenforced, "")).contains(SHARED, ServiceFixture.OTHER_BUCKET);
        assertThat(buckets(enforced, "")).containsExactly(SHARED);
        assertThat(buckets(enforced, "data-")).containsExactly(SHARED);
        assertThat(buckets(enforced, "another")).isEmpty();
    }

    @Test
    void account_isClaimedByProof() {
        refused(
                ErrorCode.ASSUME_ROLE_DENIED,
                null,
                () -> configure(unenforced, ServiceFixture.ANA, account(DATA, ROLE, ID)));
        refused(
                ErrorCode.ASSUME_ROLE_DENIED,
                null,
                () -> update(unenforced, ServiceFixture.ANA, account(DATA, ROLE, ID), FieldUpdate.none()));
        assertThat(stored(unenforced).data().accountId()).isNull();
        refused(
                ErrorCode.FORBIDDEN,
                "verify",
                () -> unenforced
                        .service
                        .configureDataAccount()
                        .run(
                                ServiceFixture.ANA,
                                new ConfigureDataAccount.Command(
                                        ServiceFixture.USECASE, account(DATA, ROLE, ID), false)));
        unenforced.credentials.allow(ROLE, ID);
        configure(unenforced, ServiceFixture.ANA, account(DATA, ROLE, ID));
        assertThat(stored(unenforced).data().accountId()).isEqualTo(DATA);
    }

    @Test
    void accountOfOthers_isRevealedOnlyAfterAProof() {
        create(unenforced, "rightful", DATA, null, null);
        AccountId free = new AccountId("777766665556");
        RoleArn freeRole = new RoleArn("arn:aws:iam::" + free + ":role/Data");
        DataException used = refused(
                ErrorCode.ASSUME_ROLE_DENIED,
                null,
                () -> configure(unenforced, ServiceFixture.ANA, account(DATA, ROLE, ID)));
        DataException unused = refused(
                ErrorCode.ASSUME_ROLE_DENIED,
                null,
                () -> configure(unenforced, ServiceFixture.ANA, account(free, freeRole, ID)));
        assertThat(used.detail().replace(DATA.value(), free.value())).isEqualTo(unused.detail());

        unenforced.credentials.allow(ROLE, ID);
        refused(
                ErrorCode.FORBIDDEN,
                "data_account_id",
                () -> configure(unenforced, ServiceFixture.ANA, account(DATA, ROLE, ID)));
        assertThat(stored(unenforced).data().accountId()).isNull();
    }

    @Test
    void externalId_isGeneratedIfMissing() {
        UnprovenAccountException unproven = (UnprovenAccountException) refused(
                ErrorCode.ASSUME_ROLE_DENIED,
                "data_account_external_id",
                () -> configure(unenforced, ServiceFixture.ANA, account(DATA, ROLE, null)));
        assertThat(unproven.detail()).doesNotContain(unproven.externalId().value());
        assertThat(unenforced.audit.events().toString())
                .doesNotContain(unproven.externalId().value());
        unenforced.credentials.allow(ROLE, unproven.externalId());
        configure(unenforced, ServiceFixture.ANA, account(DATA, ROLE, unproven.externalId()));
        assertThat(stored(unenforced).data().externalId()).isEqualTo(unproven.externalId());
        configure(
                unenforced,
                ServiceFixture.ANA,
                account(DATA, ROLE, unproven.externalId())); // the second call needs no proof
    }

    @Test
    void externalIdOfTheOldAccount_isNotUsedForAnotherAccount() {
        unenforced.credentials.allow(ROLE, ID);
        configure(unenforced, ServiceFixture.ANA, account(DATA, ROLE, ID));
        AccountId other = new AccountId("777766665556");
        RoleArn role = new RoleArn("arn:aws:iam::" + other + ":role/Mine");
        unenforced.credentials.allow(role, null);
        configure(unenforced, ServiceFixture.ANA, account(other, role, null));
        assertThat(stored(unenforced).data().externalId()).isNotNull().isNotEqualTo(ID);
    }

    @Test
    void attributesOlderThanTheirRules_stayUnchangedOrAreRemoved() {
        Usecase seen = stored(unenforced);
        Map<String, Object> old = Map.of("cost center", 17L, "notes", "x".repeat(9_000));
        unenforced.usecases.update(seen, withAttributes(seen, old));
        updateAttributes(Map.of("cost center", new BigDecimal("17.0"), "notes", "x".repeat(9_000), "new", true));
        assertThat(stored(unenforced).attributes()).containsKeys("cost center", "notes", "new");
        refused(ErrorCode.INVALID_INPUT, "attribute", () -> updateAttributes(Map.of("cost center", 18)));
        refused(ErrorCode.INVALID_INPUT, "notes", () -> updateAttributes(Map.of("notes", "y".repeat(9_000))));
        Map<String, @Nullable Object> removal = new HashMap<>();
        removal.put("cost center", null);
        updateAttributes(removal);
        assertThat(stored(unenforced).attributes()).doesNotContainKey("cost center");
    }

    /** DynamoDB returns each of these numbers with 126 digits. */
    @Test
    void numbersWithManyZeros_areMeasuredWithTheirZeros() {
        List<BigDecimal> large = Collections.nCopies(200, new BigDecimal("9E+125"));
        updateAttributes(
                Map.of("a", large, "b", large, "small", new BigDecimal("1E-130"), "zero", new BigDecimal("0E+9")));
        refused(ErrorCode.INVALID_INPUT, "attributes", () -> updateAttributes(Map.of("c", large)));
        updateAttributes(Map.of("c", Collections.nCopies(200, 1.5)));
    }

    private static Usecase withAttributes(Usecase seen, Map<String, Object> attributes) {
        return new Usecase(
                seen.id(),
                seen.name(),
                seen.accountRole(),
                seen.bucket(),
                seen.sagemakerRoleArn(),
                seen.data(),
                attributes,
                seen.createdAt(),
                seen.updatedAt().plusMillis(1));
    }

    private void updateAttributes(Map<String, ? extends @Nullable Object> attributes) {
        UsecaseChange change = new UsecaseChange(
                FieldUpdate.none(),
                FieldUpdate.none(),
                FieldUpdate.none(),
                FieldUpdate.none(),
                FieldUpdate.none(),
                FieldUpdate.none(),
                noChange(),
                new HashMap<>(attributes));
        unenforced
                .service
                .updateUsecase()
                .run(ServiceFixture.ANA, new UpdateUsecase.Command(ServiceFixture.USECASE, change, null));
    }

    @Test
    void externalIdOfAnotherAccount_isRefusedAfterTheProof() {
        create(unenforced, "rightful", DATA, null, null); // create() gives it ID as the external id
        AccountId other = new AccountId("777766665556");
        RoleArn role = new RoleArn("arn:aws:iam::" + other + ":role/Mine");
        refused(
                ErrorCode.ASSUME_ROLE_DENIED,
                null,
                () -> configure(unenforced, ServiceFixture.ANA, account(other, role, ID)));
        unenforced.credentials.allow(role, ID);
        DataException refusal = refused(
                ErrorCode.CONFLICT,
                "data_account_external_id",
                () -> configure(unenforced, ServiceFixture.ANA, account(other, role, ID)));
        assertThat(refusal.detail()).doesNotContain("rightful").doesNotContain(ID.value());
    }

    /**
     * Every call without an external id generates one. These calls do not count as guesses, so the later call with the
     * right external id is not limited.
     */
    @Test
    void externalIdsGeneratedByTheServer_areNotGuesses() {
        unenforced.credentials.limitSessionStarts(SessionStarts.limited(unenforced.clock));
        ExternalId first = unproven();
        for (int i = 0; i < 12; i++) {
            assertThat(unproven()).isNotEqualTo(first);
        }
        unenforced.credentials.allow(ROLE, first);
        configure(unenforced, ServiceFixture.ANA, account(DATA, ROLE, first));
        assertThat(stored(unenforced).data().externalId()).isEqualTo(first);
    }

    private ExternalId unproven() {
        return ((UnprovenAccountException) refused(
                        ErrorCode.ASSUME_ROLE_DENIED,
                        "data_account_external_id",
                        () -> configure(unenforced, ServiceFixture.ANA, account(DATA, ROLE, null))))
                .externalId();
    }

    /** A role that accepts any external id proves nothing about the id, so each conflict counts as a guess. */
    @Test
    void externalIdsOfOthers_triedWithARoleThatAcceptsAny_areLimited() {
        AccountId mine = new AccountId("777766665556");
        RoleArn role = new RoleArn("arn:aws:iam::" + mine + ":role/Mine");
        RoleArn second = new RoleArn("arn:aws:iam::" + mine + ":role/Second");
        unenforced.credentials.allow(role, null);
        unenforced.credentials.allow(second, null);
        for (int i = 0; i < 8; i++) {
            hasExternalId("rightful-" + i, new ExternalId("taken-" + i));
        }
        for (int i = 0; i < 5; i++) {
            ExternalId taken = new ExternalId("taken-" + i);
            RoleArn used = i % 2 == 0 ? role : second;
            refused(
                    ErrorCode.CONFLICT,
                    "data_account_external_id",
                    () -> configure(unenforced, ServiceFixture.ANA, account(mine, used, taken)));
        }
        for (String next : List.of("taken-6", "free")) {
            DataException refusal = refused(
                    ErrorCode.TOO_MANY_REQUESTS,
                    null,
                    () -> configure(unenforced, ServiceFixture.ANA, account(mine, role, new ExternalId(next))));
            assertThat(refusal.detail()).contains("external ids").doesNotContain("rightful");
        }
        refused( // the same id again reveals nothing new
                ErrorCode.CONFLICT,
                "data_account_external_id",
                () -> configure(unenforced, ServiceFixture.ANA, account(mine, role, new ExternalId("taken-0"))));
        configure(unenforced, ServiceFixture.ANA, account(mine, role, null));
        configure(unenforced, ServiceFixture.ADMIN, account(mine, role, new ExternalId("free")));
    }

    /** A successful call reveals that the id is free, so it counts too. */
    @Test
    void tooManyExternalIds_areLimited() {
        AccountId mine = new AccountId("777766665556");
        RoleArn role = new RoleArn("arn:aws:iam::" + mine + ":role/Mine");
        unenforced.credentials.allow(role, null);
        for (int i = 0; i < 20; i++) {
            configure(unenforced, ServiceFixture.ANA, account(mine, role, new ExternalId("free-" + i)));
        }
        refused(
                ErrorCode.TOO_MANY_REQUESTS,
                null,
                () -> configure(unenforced, ServiceFixture.ANA, account(mine, role, new ExternalId("free-20"))));
    }

    /** A caller may repeat the call until the role trusts the server. */
    @Test
    void theSameExternalIdRepeatedly_isNotLimited() {
        for (int i = 0; i < 40; i++) {
            refused(
                    ErrorCode.ASSUME_ROLE_DENIED,
                    null,
                    () -> configure(unenforced, ServiceFixture.ANA, account(DATA, ROLE, ID)));
        }
        unenforced.credentials.allow(ROLE, ID);
        configure(unenforced, ServiceFixture.ANA, account(DATA, ROLE, ID));
        assertThat(stored(unenforced).data().externalId()).isEqualTo(ID);
    }

    private void hasExternalId(String usecase, ExternalId id) {
        unenforced.usecases.create(new Usecase(
                new UsecaseId(usecase),
                usecase,
                new AccountRole(DATA, ROLE, id),
                null,
                null,
                new DataAccount(null, null, null, null, null),
                Map.of(),
                ServiceFixture.NOON,
                ServiceFixture.NOON));
    }

    @Test
    void serversAccount_isOnlyForItsOwnUsecases() {
        UsecaseId foreign = new UsecaseId("foreign");
        create(unenforced, foreign.value(), DATA, null, null);
        RoleArn serversRole = new RoleArn("arn:aws:iam::" + OWN + ":role/Portal");
        unenforced.credentials.allow(serversRole, ID);
        refused(
                ErrorCode.FORBIDDEN,
                "data_account_id",
                () -> unenforced
                        .service
                        .configureDataAccount()
                        .run(
                                ServiceFixture.ADMIN,
                                new ConfigureDataAccount.Command(foreign, account(OWN, serversRole, ID), true)));

        Usecase seen = unenforced.usecases.find(foreign).orElseThrow();
        DataAccount older = new DataAccount(OWN, serversRole, ID, null, null);
        unenforced.usecases.update(seen, seen.withData(older, seen.updatedAt().plusMillis(1)));
        refused(
                ErrorCode.FORBIDDEN,
                "data_account_id",
                () -> unenforced
                        .service
                        .listFolder()
                        .run(
                                ServiceFixture.ADMIN,
                                new ListFolder.Command(
                                        foreign, ServiceFixture.OTHER_BUCKET, null, PageRequest.first(PageSize.MAX))));
    }

    private static void neighbour(ServiceFixture fixture, Prefix prefix) {
        create(fixture, NEIGHBOUR.value(), OWN, SHARED, prefix);
    }

    private static void create(
            ServiceFixture fixture,
            String id,
            AccountId account,
            @Nullable BucketName bucket,
            @Nullable Prefix prefix) {
        fixture.service
                .createUsecase()
                .run(
                        ServiceFixture.ADMIN,
                        new CreateUsecase.Command(
                                new UsecaseId(id),
                                id,
                                new AccountRole(account, null, account.equals(OWN) ? null : ID),
                                null,
                                null,
                                new DataAccount(null, null, null, bucket, prefix),
                                Map.of()));
    }

    private static Usecase stored(ServiceFixture fixture) {
        return fixture.usecases.find(ServiceFixture.USECASE).orElseThrow();
    }

    private static void configure(ServiceFixture fixture, Caller caller, DataAccountChange change) {
        configure(fixture, ServiceFixture.USECASE, caller, change);
    }

    private static void configure(ServiceFixture fixture, UsecaseId usecase, Caller caller, DataAccountChange change) {
        fixture.service.configureDataAccount().run(caller, new ConfigureDataAccount.Command(usecase, change, true));
    }

    private static void configure(
            ServiceFixture fixture, Caller caller, DataAccountChange bucket, FieldUpdate<Prefix> prefix) {
        configure(
                fixture,
                caller,
                new DataAccountChange(
                        FieldUpdate.none(), FieldUpdate.none(), FieldUpdate.none(), bucket.bucket(), prefix));
    }

    private static void update(
            ServiceFixture fixture, Caller caller, DataAccountChange data, FieldUpdate<BucketName> bucket) {
        UsecaseChange change = new UsecaseChange(
                FieldUpdate.to("Renamed"),
                FieldUpdate.none(),
                FieldUpdate.none(),
                FieldUpdate.none(),
                bucket,
                FieldUpdate.none(),
                data,
                Map.of());
        fixture.service.updateUsecase().run(caller, new UpdateUsecase.Command(ServiceFixture.USECASE, change, null));
    }

    private static List<BucketName> buckets(ServiceFixture fixture, String namePrefix) {
        return fixture
                .service
                .listBuckets()
                .run(
                        ServiceFixture.ANA,
                        new ListBuckets.Command(ServiceFixture.USECASE, namePrefix, PageRequest.first(PageSize.MAX)))
                .buckets()
                .items()
                .stream()
                .map(bucket -> new BucketName(bucket.name()))
                .toList();
    }

    private static void createBucket(ServiceFixture fixture) {
        fixture.service
                .createBucket()
                .run(
                        ServiceFixture.ANA,
                        new CreateBucket.Command(
                                ServiceFixture.USECASE,
                                new BucketName("made-in-the-test"),
                                Region.US_EAST_1,
                                true,
                                new Encryption(Encryption.Algorithm.AES256, null)));
    }

    private static void folder(ServiceFixture fixture, BucketName bucket) {
        fixture.service
                .listFolder()
                .run(
                        ServiceFixture.ANA,
                        new ListFolder.Command(ServiceFixture.USECASE, bucket, null, PageRequest.first(PageSize.MAX)));
    }

    private static DataAccountChange noChange() {
        return new DataAccountChange(
                FieldUpdate.none(), FieldUpdate.none(), FieldUpdate.none(), FieldUpdate.none(), FieldUpdate.none());
    }

    private static DataAccountChange prefix(@Nullable String prefix) {
        return new DataAccountChange(
                FieldUpdate.none(),
                FieldUpdate.none(),
                FieldUpdate.none(),
                FieldUpdate.none(),
                FieldUpdate.to(prefix == null ? null : new Prefix(prefix)));
    }

    private static DataAccountChange bucket(@Nullable String bucket) {
        return new DataAccountChange(
                FieldUpdate.none(),
                FieldUpdate.none(),
                FieldUpdate.none(),
                FieldUpdate.to(bucket == null ? null : new BucketName(bucket)),
                FieldUpdate.none());
    }

    private static DataAccountChange account(
            @Nullable AccountId account, @Nullable RoleArn role, @Nullable ExternalId id) {
        return new DataAccountChange(
                FieldUpdate.to(account),
                FieldUpdate.to(role),
                id == null && account != null ? FieldUpdate.none() : FieldUpdate.to(id),
                FieldUpdate.none(),
                FieldUpdate.none());
    }

    private static DataException refused(ErrorCode code, @Nullable String field, Runnable call) {
        DataException[] thrown = new DataException[1];
        assertThatThrownBy(call::run).isInstanceOfSatisfying(DataException.class, e -> {
            assertThat(e.code()).as(e.detail()).isEqualTo(code);
            assertThat(e.field().orElse(null)).isEqualTo(field);
            thrown[0] = e;
        });
        return thrown[0];
    }
}

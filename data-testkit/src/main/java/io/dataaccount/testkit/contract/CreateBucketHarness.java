package io.dataaccount.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketProtection.Versioning;
import io.dataaccount.core.model.bucket.BucketSetting;
import io.dataaccount.core.model.bucket.Encryption;
import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.core.service.CreateBucket;
import io.dataaccount.core.service.CreateBucket.Outcome;
import io.dataaccount.core.service.DataAccountService;
import io.dataaccount.core.service.DeploymentSettings;
import io.dataaccount.core.service.Ports;
import io.dataaccount.testkit.fake.FakeUploadPresigner;
import io.dataaccount.testkit.fake.FixedCredentialResolver;
import io.dataaccount.testkit.fake.InMemoryAuditLog;
import io.dataaccount.testkit.fake.InMemoryRoleAssignments;
import io.dataaccount.testkit.fake.InMemoryUsecaseRepository;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The abstract methods and the helpers of the bucket-creation suites. */
abstract class CreateBucketHarness extends BucketStoreHarness {
    protected static final UsecaseId USECASE = new UsecaseId("uc-1");

    static final UsecaseId OTHER_USECASE = new UsecaseId("uc-2");
    static final Caller ANA = new Caller("u-1", "ana@example.com", true);
    /** A DataScientist of both use cases. */
    static final Caller CARL = new Caller("u-3", "carl@example.com", false);

    /** A UseCaseAdmin of both use cases. */
    static final Caller DORA = new Caller("u-4", "dora@example.com", false);

    static final Caller BOB = new Caller("u-2", "bob@example.com", true);

    private static final List<Origin> ORIGINS = List.of(new Origin("https://portal.example.com"));
    private static final Encryption KMS = new Encryption(Encryption.Algorithm.AWS_KMS, null);

    /**
     * Makes the account refuse to read and to write settings of the kind, until {@link #allowAgain}.
     *
     * @return the IAM action that the refusal names
     */
    protected abstract String deny(Class<? extends BucketSetting> setting);

    /** Reverts every {@link #deny}. */
    protected abstract void allowAgain();

    static CreateBucket.Command command(Bucket bucket) {
        return command(bucket, USECASE);
    }

    static CreateBucket.Command command(Bucket bucket, UsecaseId usecase) {
        return new CreateBucket.Command(usecase, bucket.name(), bucket.region(), true, KMS);
    }

    /** Creates the bucket through any store with the same buckets. */
    protected final CreateBucket.Result create(BucketStore store, Bucket bucket) {
        return create(store, command(bucket), ANA);
    }

    final CreateBucket.Result create(Bucket bucket) {
        return create(store(), bucket);
    }

    final CreateBucket.Result create(BucketStore store, CreateBucket.Command command, Caller caller) {
        InMemoryUsecaseRepository usecases = new InMemoryUsecaseRepository();
        usecases.create(usecase(command.usecaseId()));
        InMemoryRoleAssignments roles = new InMemoryRoleAssignments(usecases);
        RoleScope scope = RoleScope.of(command.usecaseId());
        roles.create(new RoleAssignment(CARL.userId(), scope, Role.DATA_SCIENTIST, null, null));
        roles.create(new RoleAssignment(DORA.userId(), scope, Role.USE_CASE_ADMIN, null, null));
        return DataAccountService.create(
                        new Ports(
                                store,
                                new FakeUploadPresigner(),
                                new FixedCredentialResolver(session()),
                                usecases,
                                roles,
                                new InMemoryAuditLog()),
                        DeploymentSettings.forOrigins(ORIGINS),
                        Clock.systemUTC())
                .createBucket()
                .run(caller, command);
    }

    private Usecase usecase(UsecaseId id) {
        return new Usecase(
                id,
                "Vision",
                new AccountRole(session().account(), null, null),
                null,
                null,
                DataAccount.UNSET,
                Map.of(),
                A_PAST_MOMENT,
                A_PAST_MOMENT);
    }

    /** A bucket with an unused name, in Ireland. */
    protected static Bucket unused() {
        return unused(IRELAND);
    }

    /** A bucket with an unused name. */
    protected static Bucket unused(Region region) {
        return new Bucket(randomName(), region);
    }

    /**
     * Repeats the interrupted call and asserts that the bucket is complete. If versioning and encryption are already
     * set, first puts an object into the bucket. Without versioning, a bucket with an object counts as finished, and
     * its settings do not change unless the request names them.
     */
    protected final void assertSameCallCompletes(Bucket bucket) {
        boolean existed = store().find(session(), bucket.name()).isPresent();
        boolean claimed = existed
                && store().tags(session(), bucket).containsKey("usecase_id")
                && store().protection(session(), bucket).versioning() != Versioning.NEVER_SET;
        if (claimed) {
            put(bucket.name(), "raw/kept.txt", "kept".getBytes(UTF_8));
        }
        CreateBucket.Result result = create(bucket);
        assertThat(result.created()).as("created").isEqualTo(!existed);
        assertComplete(result);
        assertWantedState(bucket);
        if (claimed) {
            assertThat(keys(list(bucket, "raw/"))).containsExactly("raw/kept.txt");
        }
    }

    static void assertComplete(CreateBucket.Result result) {
        assertThat(result.warnings()).isEmpty();
        assertThat(result.corsConfigured()).isTrue();
        assertThat(result.steps()).extracting(CreateBucket.Step::outcome).doesNotContain(Outcome.FAILED);
        assertThat(result.steps())
                .extracting(CreateBucket.Step::name)
                .containsExactly(
                        "bucket",
                        "tags",
                        "encryption",
                        "versioning",
                        "public_access_block",
                        "ownership",
                        "secure_transport",
                        "lifecycle",
                        "cors");
    }

    /** Reads the state from the store, not through the use case. */
    final void assertWantedState(Bucket bucket) {
        assertThat(store().find(session(), bucket.name())).contains(bucket);
        assertThat(store().tags(session(), bucket))
                .containsEntry("dda-portal:managed", "true")
                .containsEntry("usecase_id", USECASE.value())
                .containsEntry("created_by", ANA.name());
        assertInPlace(bucket, new BucketSetting.Versioning(true));
        assertInPlace(bucket, new BucketSetting.DefaultEncryption(KMS));
        assertHardened(bucket);
    }

    /** Asserts the settings that every bucket gets, whatever the request names. */
    final void assertHardened(Bucket bucket) {
        for (BucketSetting wanted : List.of(
                new BucketSetting.BlockPublicAccess(),
                new BucketSetting.BucketOwnerEnforced(),
                new BucketSetting.DenyInsecureTransport(),
                new BucketSetting.AbortIncompleteUploads(7),
                new BucketSetting.CorsForOrigins(ORIGINS))) {
            assertInPlace(bucket, wanted);
        }
    }

    private void assertInPlace(Bucket bucket, BucketSetting wanted) {
        assertThat(store().apply(session(), bucket, wanted))
                .as("still had to be changed: %s", wanted)
                .isFalse();
    }
}

package io.dataaccount.testkit.contract;

import static io.dataaccount.core.error.ErrorCode.CONFLICT;
import static io.dataaccount.core.error.ErrorCode.DATA_ACCOUNT_DENIED;
import static io.dataaccount.core.error.ErrorCode.FORBIDDEN;
import static io.dataaccount.core.error.ErrorCode.UNAVAILABLE;
import static io.dataaccount.testkit.contract.Refusals.assertRefused;
import static io.dataaccount.testkit.contract.Refusals.assertRefusedField;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.error.SettingConflictException;
import io.dataaccount.core.error.SettingConflictException.Difference;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketProtection;
import io.dataaccount.core.model.bucket.BucketProtection.Versioning;
import io.dataaccount.core.model.bucket.BucketSetting;
import io.dataaccount.core.model.bucket.Encryption;
import io.dataaccount.core.model.bucket.KmsKey;
import io.dataaccount.core.model.bucket.StoredEncryption;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.service.CreateBucket;
import io.dataaccount.core.service.CreateBucket.Outcome;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Contract of bucket creation for a bucket that exists: only settings that the request names may change. */
abstract class ExistingBucketContract extends AdoptedBucketContract {
    private static final String KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final Encryption KMS = new Encryption(Encryption.Algorithm.AWS_KMS, null);
    private static final Encryption OTHER_KEY = kms("mrk-1234abcd12ab34cd56ef1234567890ab");

    private static final List<Encryption> ENCRYPTIONS = List.of(Encryption.AES256, KMS, kms(KEY_ID), OTHER_KEY);

    private static Encryption kms(String key) {
        return new Encryption(Encryption.Algorithm.AWS_KMS, new KmsKey(key));
    }

    /** A request that names the settings that are not null. */
    private static CreateBucket.Command naming(
            Bucket bucket, @Nullable Boolean versioning, @Nullable Encryption encryption) {
        return new CreateBucket.Command(USECASE, bucket.name(), null, versioning, encryption, false);
    }

    private static CreateBucket.Command updating(CreateBucket.Command command) {
        return new CreateBucket.Command(
                command.usecaseId(),
                command.name(),
                command.region(),
                command.versioning(),
                command.encryption(),
                true);
    }

    /** A finished bucket with these settings. */
    private Bucket existing(boolean versioning, Encryption encryption) {
        Bucket bucket = unused();
        create(
                store(),
                new CreateBucket.Command(USECASE, bucket.name(), bucket.region(), versioning, encryption, false),
                ANA);
        return bucket;
    }

    private BucketProtection protection(Bucket bucket) {
        return store().protection(session(), bucket);
    }

    private void assertProtection(Bucket bucket, boolean versioning, Encryption encryption) {
        assertThat(protection(bucket))
                .isEqualTo(new BucketProtection(
                        versioning ? Versioning.ENABLED : Versioning.SUSPENDED, StoredEncryption.of(encryption)));
    }

    private static Stream<DynamicTest> everyState(StateTest test) {
        return Stream.of(true, false)
                .flatMap(versioning -> ENCRYPTIONS.stream()
                        .map(encryption -> DynamicTest.dynamicTest(
                                "versioning " + versioning + ", " + encryption,
                                () -> test.run(versioning, encryption))));
    }

    private interface StateTest {
        void run(boolean versioning, Encryption encryption);
    }

    @TestFactory
    protected Stream<DynamicTest> run_namingNothing_keepsWhatTheBucketHas() {
        return everyState((versioning, encryption) -> {
            Bucket bucket = existing(versioning, encryption);
            for (Caller caller : List.of(CARL, DORA, ANA)) {
                CreateBucket.Result result = create(store(), naming(bucket, null, null), caller);
                assertThat(result.bucket()).as("with its present region").isEqualTo(bucket);
                assertThat(result.created()).isFalse();
                assertThat(result.versioning()).isEqualTo(versioning);
                assertThat(result.encryption()).isEqualTo(StoredEncryption.of(encryption));
                assertThat(result.steps())
                        .extracting(CreateBucket.Step::outcome)
                        .containsOnly(Outcome.UNCHANGED);
                assertProtection(bucket, versioning, encryption);
            }
        });
    }

    /** A UseCaseAdmin who may update everything still changes only what is named. */
    @TestFactory
    protected Stream<DynamicTest> run_updatingWithoutNaming_keepsWhatTheBucketHas() {
        return everyState((versioning, encryption) -> {
            Bucket bucket = existing(versioning, encryption);
            create(store(), updating(naming(bucket, null, null)), DORA);
            assertProtection(bucket, versioning, encryption);
        });
    }

    @TestFactory
    protected Stream<DynamicTest> run_namingPresentValues_changesNothing() {
        return everyState((versioning, encryption) -> {
            Bucket bucket = existing(versioning, encryption);
            assertThat(create(store(), naming(bucket, versioning, encryption), CARL)
                            .steps())
                    .extracting(CreateBucket.Step::outcome)
                    .containsOnly(Outcome.UNCHANGED);
            assertProtection(bucket, versioning, encryption);
        });
    }

    @Test
    protected void run_ofANewBucketNamingNothing_takesTheDefaults() {
        Bucket bucket = unused(Region.US_EAST_1);
        CreateBucket.Result result = create(store(), naming(bucket, null, null), CARL);
        assertThat(result.created()).isTrue();
        assertThat(result.bucket()).isEqualTo(bucket);
        assertThat(result.versioning()).isTrue();
        assertThat(result.encryption()).isEqualTo(StoredEncryption.of(Encryption.AES256));
        assertProtection(bucket, true, Encryption.AES256);
    }

    @Test
    protected void run_onABucketWithoutHardening_repairsIt() {
        Bucket bucket = newBucket(IRELAND);
        store().apply(session(), bucket, new BucketSetting.DefaultEncryption(KMS));
        store().apply(session(), bucket, new BucketSetting.Versioning(true));
        create(store(), naming(bucket, null, null), CARL);
        assertProtection(bucket, true, KMS);
        assertThat(store().tags(session(), bucket)).containsEntry("usecase_id", USECASE.value());
        assertHardened(bucket);
    }

    @Test
    protected void run_enablingVersioning_enablesIt() {
        Bucket bucket = existing(false, KMS);
        CreateBucket.Result result = create(store(), naming(bucket, true, null), CARL);
        assertThat(result.versioning()).isTrue();
        assertProtection(bucket, true, KMS);
    }

    @TestFactory
    protected Stream<DynamicTest> run_weakeningOrReplacing_isAConflictThatChangesNothing() {
        record Case(
                boolean versioning,
                Encryption encryption,
                @Nullable Boolean to,
                @Nullable Encryption toEncryption,
                List<Difference> differences) {}
        String key = OTHER_KEY.kmsKey().orElseThrow().value();
        Difference suspend = new Difference("enable_versioning", "true", "false");
        Difference leaveKms = new Difference("encryption", "aws:kms", "AES256");
        return Stream.of(
                        new Case(true, KMS, false, null, List.of(suspend)),
                        new Case(
                                true,
                                KMS,
                                null,
                                Encryption.AES256,
                                List.of(leaveKms, new Difference("kms_key_id", "aws/s3", null))),
                        new Case(
                                true,
                                kms(KEY_ID),
                                null,
                                Encryption.AES256,
                                List.of(leaveKms, new Difference("kms_key_id", KEY_ID, null))),
                        new Case(
                                true, kms(KEY_ID), null, OTHER_KEY, List.of(new Difference("kms_key_id", KEY_ID, key))),
                        new Case(true, KMS, null, OTHER_KEY, List.of(new Difference("kms_key_id", "aws/s3", key))),
                        new Case(
                                true,
                                Encryption.AES256,
                                null,
                                OTHER_KEY,
                                List.of(
                                        new Difference("encryption", "AES256", "aws:kms"),
                                        new Difference("kms_key_id", null, key))),
                        new Case(
                                true,
                                kms(KEY_ID),
                                false,
                                OTHER_KEY,
                                List.of(suspend, new Difference("kms_key_id", KEY_ID, key))),
                        // enabling versioning would be allowed, but the conflict in the other field refuses both
                        new Case(
                                false,
                                kms(KEY_ID),
                                true,
                                OTHER_KEY,
                                List.of(new Difference("kms_key_id", KEY_ID, key))))
                .map(each -> DynamicTest.dynamicTest(each.toString(), () -> {
                    Bucket bucket = existing(each.versioning(), each.encryption());
                    CreateBucket.Command command = naming(bucket, each.to(), each.toEncryption());
                    for (Caller caller : List.of(CARL, DORA, ANA)) {
                        SettingConflictException refusal = (SettingConflictException)
                                assertRefused(CONFLICT, () -> create(store(), command, caller));
                        assertThat(refusal.differences()).isEqualTo(each.differences());
                        assertThat(refusal.field())
                                .contains(each.differences().get(0).field());
                        assertProtection(bucket, each.versioning(), each.encryption());
                    }
                    assertRefused(FORBIDDEN, () -> create(store(), updating(command), CARL));
                    assertProtection(bucket, each.versioning(), each.encryption());
                    CreateBucket.Result result = create(store(), updating(command), DORA);
                    boolean versioning = each.to() == null ? each.versioning() : each.to();
                    Encryption encryption = each.toEncryption() == null ? each.encryption() : each.toEncryption();
                    assertThat(result.versioning()).isEqualTo(versioning);
                    assertThat(result.encryption()).isEqualTo(StoredEncryption.of(encryption));
                    assertProtection(bucket, versioning, encryption);
                }));
    }

    /** The bucket is not hardened yet; the refused call must not harden it either. */
    @Test
    protected void run_withAConflict_writesNothingAtAll() {
        Bucket bucket = newBucket(IRELAND);
        store().apply(session(), bucket, new BucketSetting.Versioning(true));
        CreateBucket.Command command = naming(bucket, false, null);
        List<String> calls = DisconnectingBucketStore.callsOf(
                store(), counting -> assertRefused(CONFLICT, () -> create(counting, command, CARL)));
        assertThat(calls).isNotEmpty().noneMatch(call -> call.startsWith("apply") || call.equals("create"));
    }

    @Test
    protected void run_updatingAsDataScientist_isForbiddenBeforeAnyCall() {
        Bucket bucket = unused();
        List<String> calls = DisconnectingBucketStore.callsOf(
                store(),
                counting ->
                        assertRefused(FORBIDDEN, () -> create(counting, updating(naming(bucket, null, null)), CARL)));
        assertThat(calls).isEmpty();
        assertThat(store().find(session(), bucket.name())).isEmpty();
    }

    @Test
    protected void run_namingTheSameKeyInAnotherForm_changesNothing() {
        String arn = "arn:aws:kms:" + IRELAND + ":" + session().account() + ":";
        record Names(String there, String named) {}
        for (Names names : List.of(
                new Names(KEY_ID, arn + "key/" + KEY_ID),
                new Names(arn + "key/" + KEY_ID, KEY_ID),
                new Names("alias/data", arn + "alias/data"),
                new Names(arn + "alias/data", "alias/data"))) {
            Bucket bucket = existing(true, kms(names.there()));
            CreateBucket.Result result = create(store(), naming(bucket, null, kms(names.named())), CARL);
            assertThat(result.encryption().kmsKeyId()).isEqualTo(names.there());
            assertProtection(bucket, true, kms(names.there()));
        }
    }

    @Test
    protected void run_namingKmsWithoutKey_keepsTheKey() {
        Bucket bucket = existing(true, kms(KEY_ID));
        assertThat(create(store(), naming(bucket, null, KMS), CARL).encryption().kmsKeyId())
                .isEqualTo(KEY_ID);
        assertProtection(bucket, true, kms(KEY_ID));
    }

    /** Only KMS knows whether the alias refers to the same key. */
    @Test
    protected void run_namingAnAliasInPlaceOfAKey_isAConflict() {
        Bucket bucket = existing(true, kms(KEY_ID));
        assertRefused(CONFLICT, () -> create(store(), naming(bucket, null, kms("alias/data")), CARL));
        assertProtection(bucket, true, kms(KEY_ID));
    }

    @Test
    protected void run_withAKeyOfAnotherAccountOrRegion_isRefused() {
        Bucket existing = existing(true, KMS);
        Bucket unused = unused();
        for (String arn : List.of(
                "arn:aws:kms:" + IRELAND + ":666666666666:key/" + KEY_ID,
                "arn:aws:kms:" + IRELAND + ":666666666666:alias/data",
                "arn:aws:kms:us-east-1:" + session().account() + ":key/" + KEY_ID,
                "arn:aws-cn:kms:" + IRELAND + ":" + session().account() + ":key/" + KEY_ID)) {
            for (Bucket bucket : List.of(existing, unused)) {
                for (Region region : Stream.of(IRELAND, null).toList()) {
                    CreateBucket.Command command = new CreateBucket.Command(
                            USECASE, bucket.name(), region, null, kms(arn), bucket.equals(existing));
                    assertRefusedKey(command, region == null && bucket.equals(unused));
                }
            }
        }
        assertProtection(existing, true, KMS);
        assertThat(store().find(session(), unused.name())).isEmpty();
    }

    /** @param inTheDefaultRegion whether the bucket is created in us-east-1, where a key of us-east-1 is valid */
    private void assertRefusedKey(CreateBucket.Command command, boolean inTheDefaultRegion) {
        String key = String.valueOf(command.encryption());
        if (!(inTheDefaultRegion && key.contains("kms:us-east-1:"))) {
            assertRefusedField("kms_key_id", () -> create(store(), command, DORA));
        }
    }

    @Test
    protected void run_whereTheSettingsMayNotBeRead_changesNothing() {
        Bucket bucket = existing(true, KMS);
        deny(BucketSetting.Versioning.class);
        assertRefused(DATA_ACCOUNT_DENIED, () -> create(store(), naming(bucket, null, null), CARL));
        assertRefused(DATA_ACCOUNT_DENIED, () -> create(store(), naming(bucket, false, null), CARL));
        allowAgain();
        assertProtection(bucket, true, KMS);
    }

    @TestFactory
    protected Stream<DynamicTest> run_updateDisconnectedAtAnyCall_isCompletedByTheSameCall() {
        CreateBucket.Command probe = updating(naming(existing(true, kms(KEY_ID)), false, OTHER_KEY));
        List<String> calls = DisconnectingBucketStore.callsOf(store(), counting -> create(counting, probe, DORA));
        return Stream.of(DisconnectingBucketStore.Cut.values())
                .flatMap(cut -> IntStream.range(0, calls.size())
                        .mapToObj(at -> DynamicTest.dynamicTest(cut + " at " + calls.get(at), () -> {
                            Bucket bucket = existing(true, kms(KEY_ID));
                            CreateBucket.Command command = updating(naming(bucket, false, OTHER_KEY));
                            assertRefused(
                                    UNAVAILABLE,
                                    () -> create(new DisconnectingBucketStore(store(), cut, at), command, DORA));
                            create(store(), command, DORA);
                            assertProtection(bucket, false, OTHER_KEY);
                        })));
    }

    /**
     * A creation with all defaults that is interrupted anywhere ends with versioning, although the request names
     * nothing.
     */
    @TestFactory
    protected Stream<DynamicTest> run_namingNothingDisconnectedAtAnyCall_isCompletedByTheSameCall() {
        List<String> calls = DisconnectingBucketStore.callsOf(
                store(), counting -> create(counting, naming(unused(Region.US_EAST_1), null, null), CARL));
        return Stream.of(DisconnectingBucketStore.Cut.values())
                .flatMap(cut -> IntStream.range(0, calls.size())
                        .mapToObj(at -> DynamicTest.dynamicTest(cut + " at " + calls.get(at), () -> {
                            Bucket bucket = unused(Region.US_EAST_1);
                            CreateBucket.Command command = naming(bucket, null, null);
                            assertRefused(
                                    UNAVAILABLE,
                                    () -> create(new DisconnectingBucketStore(store(), cut, at), command, CARL));
                            create(store(), command, CARL);
                            assertProtection(bucket, true, Encryption.AES256);
                            assertHardened(bucket);
                        })));
    }

    /** Another call runs after the first call has read the settings; the settings of the other call must stay. */
    @TestFactory
    protected Stream<DynamicTest> run_whileAnotherCallStrengthens_doesNotRevertIt() {
        return Stream.of(
                        naming(unused(), null, null),
                        naming(unused(), true, null),
                        naming(unused(), null, kms(KEY_ID)),
                        naming(unused(), false, null))
                .map(first -> DynamicTest.dynamicTest(first.toString(), () -> {
                    Bucket bucket = existing(false, kms(KEY_ID));
                    CreateBucket.Command command = naming(bucket, first.versioning(), first.encryption());
                    CreateBucket.Command other = updating(naming(bucket, true, OTHER_KEY));
                    create(
                            InterleavingStore.afterProtection(store(), () -> create(store(), other, DORA)),
                            command,
                            CARL);
                    assertProtection(bucket, true, OTHER_KEY);
                }));
    }

    /** As above, but the first call creates the bucket. */
    @Test
    protected void run_whileAnotherCallEncrypts_doesNotRevertIt() {
        Bucket bucket = unused(Region.US_EAST_1);
        CreateBucket.Command other = naming(bucket, null, OTHER_KEY);
        CreateBucket.Result result = create(
                InterleavingStore.afterProtection(store(), () -> create(store(), other, CARL)),
                naming(bucket, null, null),
                CARL);
        assertThat(result.created()).isTrue();
        assertProtection(bucket, true, OTHER_KEY);
    }

    @Test
    protected void run_ofAnyRequestsOfADataScientist_neverWeakens() {
        Random random = SeededRandom.random("run_ofAnyRequestsOfADataScientist_neverWeakens");
        for (int round = 0; round < 5; round++) {
            Bucket bucket = unused();
            BucketProtection before = BucketProtection.NEVER_SET;
            for (int call = 0; call < 12; call++) {
                Boolean versioning = oneOrNull(random, List.of(true, false));
                Encryption encryption = oneOrNull(random, ENCRYPTIONS);
                CreateBucket.Command command = new CreateBucket.Command(
                        USECASE, bucket.name(), bucket.region(), versioning, encryption, random.nextInt(4) == 0);
                try {
                    create(store(), command, CARL);
                } catch (io.dataaccount.core.error.DataException e) {
                    assertThat(e.code()).as(command.toString()).isIn(CONFLICT, FORBIDDEN);
                }
                if (store().find(session(), bucket.name()).isPresent()) {
                    BucketProtection after = protection(bucket);
                    assertNotWeaker(before, after, command);
                    before = after;
                }
            }
        }
    }

    private static <T> @Nullable T oneOrNull(Random random, List<T> values) {
        int chosen = random.nextInt(values.size() + 1);
        return chosen == values.size() ? null : values.get(chosen);
    }

    private static void assertNotWeaker(BucketProtection before, BucketProtection after, CreateBucket.Command command) {
        if (before.versioning() != Versioning.NEVER_SET) {
            assertThat(after.encryption()).as(command.toString()).isEqualTo(before.encryption());
            assertThat(after.versioning()).as(command.toString()).isIn(before.versioning(), Versioning.ENABLED);
        }
    }
}

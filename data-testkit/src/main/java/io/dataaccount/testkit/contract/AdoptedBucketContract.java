package io.dataaccount.testkit.contract;

import static io.dataaccount.core.error.ErrorCode.BUCKET_NAME_TAKEN;
import static io.dataaccount.core.error.ErrorCode.CONFLICT;
import static io.dataaccount.testkit.contract.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.SettingConflictException;
import io.dataaccount.core.error.SettingConflictException.Difference;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketProtection;
import io.dataaccount.core.model.bucket.BucketProtection.Versioning;
import io.dataaccount.core.model.bucket.BucketSetting;
import io.dataaccount.core.model.bucket.Encryption;
import io.dataaccount.core.model.bucket.StoredEncryption;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.core.service.CreateBucket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Contract of bucket creation if another program created the bucket: one use case adopts it, and its data stays. */
abstract class AdoptedBucketContract extends CreateBucketHarness {
    private static final long TIMEOUT_SECONDS = 60;
    private static final Encryption KMS = new Encryption(Encryption.Algorithm.AWS_KMS, null);

    @Test
    protected void run_whereAnotherUsecaseAdoptsTheBucketMeanwhile_isRefusedAndLeavesIt() {
        Bucket bucket = newBucket(IRELAND);
        BucketStore overtaken = InterleavingStore.afterIsEmpty(store(), () -> create(bucket));
        assertRefused(BUCKET_NAME_TAKEN, () -> create(overtaken, command(bucket, OTHER_USECASE), BOB));
        assertWantedState(bucket);
    }

    /** Both calls find the bucket empty and without tags, and both write their tags before one of them continues. */
    @Test
    protected void run_byTwoUsecasesThatAdoptTheBucketAtOnce_succeedsForOne() {
        Bucket bucket = newBucket(IRELAND);
        List<UsecaseId> usecases = List.of(USECASE, OTHER_USECASE);
        CyclicBarrier bothLooked = new CyclicBarrier(2);
        CyclicBarrier bothWrote = new CyclicBarrier(2);
        BucketStore together = InterleavingStore.aroundSetting(
                store(), BucketSetting.Tags.class, () -> await(bothLooked), () -> await(bothWrote));
        List<Optional<ErrorCode>> outcomes =
                ConcurrentCalls.outcomes(2, number -> create(together, command(bucket, usecases.get(number)), ANA));
        assertThat(outcomes).containsExactlyInAnyOrder(Optional.empty(), Optional.of(BUCKET_NAME_TAKEN));
        assertThat(store().tags(session(), bucket))
                .containsEntry(
                        "usecase_id",
                        usecases.get(outcomes.indexOf(Optional.<ErrorCode>empty()))
                                .value());
    }

    @Test
    protected void run_whereAnotherUsecaseWritesItsTagsMeanwhile_isRefusedAtTheEnd() {
        Bucket bucket = newBucket(IRELAND);
        BucketSetting tags = new BucketSetting.Tags(Map.of("usecase_id", OTHER_USECASE.value()));
        BucketStore overtaken = InterleavingStore.aroundSetting(
                store(), BucketSetting.CorsForOrigins.class, () -> store().apply(session(), bucket, tags), () -> {});
        assertRefused(BUCKET_NAME_TAKEN, () -> create(overtaken, bucket));
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("the other call does not reach this point", e);
        }
    }

    @Test
    protected void run_ofOurBucketWithObjectsAndWithoutVersioning_keepsWhatIsNotNamed() {
        Bucket bucket = taggedBucketWithAnObject();
        BucketProtection before = store().protection(session(), bucket);
        for (Boolean versioning : new @Nullable Boolean[] {null, false}) {
            CreateBucket.Result result = create(store(), naming(bucket, versioning, null, false), CARL);
            assertThat(result.created()).isFalse();
            assertThat(result.versioning()).isFalse();
            assertThat(store().protection(session(), bucket)).isEqualTo(before);
        }
        assertHardened(bucket);
    }

    @Test
    protected void run_ofOurBucketWithObjectsAndWithoutVersioning_refusesToReplaceEncryption() {
        Bucket bucket = taggedBucketWithAnObject();
        BucketProtection before = store().protection(session(), bucket);
        SettingConflictException refusal = (SettingConflictException)
                assertRefused(CONFLICT, () -> create(store(), naming(bucket, null, KMS, false), CARL));
        assertThat(refusal.differences())
                .containsExactly(
                        new Difference("encryption", "AES256", "aws:kms"),
                        new Difference("kms_key_id", null, "aws/s3"));
        assertThat(store().protection(session(), bucket)).isEqualTo(before);
        create(store(), naming(bucket, null, KMS, true), DORA);
        assertThat(store().protection(session(), bucket))
                .isEqualTo(new BucketProtection(Versioning.NEVER_SET, StoredEncryption.of(KMS)));
    }

    @Test
    protected void run_ofOurBucketWithObjectsAndWithoutVersioning_enablesItIfNamed() {
        Bucket bucket = taggedBucketWithAnObject();
        CreateBucket.Result result = create(store(), naming(bucket, true, null, false), CARL);
        assertThat(result.versioning()).isTrue();
        assertThat(store().protection(session(), bucket).versioning()).isEqualTo(Versioning.ENABLED);
    }

    @Test
    protected void run_ofOurEmptyBucketWithoutVersioning_finishesIt() {
        Bucket bucket = taggedBucket();
        CreateBucket.Result result = create(store(), naming(bucket, null, KMS, false), CARL);
        assertThat(result.versioning()).isTrue();
        assertThat(store().protection(session(), bucket))
                .isEqualTo(new BucketProtection(Versioning.ENABLED, StoredEncryption.of(KMS)));
    }

    @Test
    protected void run_whileOthersChangeSettings_reportsTheFinalState() {
        Bucket bucket = unused();
        BucketStore overtaken = InterleavingStore.aroundSetting(
                store(),
                BucketSetting.CorsForOrigins.class,
                () -> {
                    store().apply(session(), bucket, new BucketSetting.Versioning(false));
                    store().apply(session(), bucket, new BucketSetting.DefaultEncryption(Encryption.AES256));
                },
                () -> {});
        CreateBucket.Result result = create(overtaken, bucket);
        assertThat(result.versioning()).isFalse();
        assertThat(result.encryption()).isEqualTo(StoredEncryption.of(Encryption.AES256));
    }

    /** A bucket as another program creates it that copies the tags of the portal. */
    private Bucket taggedBucket() {
        Bucket bucket = newBucket(IRELAND);
        store().apply(
                        session(),
                        bucket,
                        new BucketSetting.Tags(Map.of("dda-portal:managed", "true", "usecase_id", USECASE.value())));
        return bucket;
    }

    private Bucket taggedBucketWithAnObject() {
        Bucket bucket = taggedBucket();
        put(bucket.name(), "theirs.txt", "theirs".getBytes(UTF_8));
        return bucket;
    }

    private static CreateBucket.Command naming(
            Bucket bucket, @Nullable Boolean versioning, @Nullable Encryption encryption, boolean update) {
        return new CreateBucket.Command(USECASE, bucket.name(), null, versioning, encryption, update);
    }
}

package io.dataaccount.testkit.contract;

import static io.dataaccount.core.error.ErrorCode.BUCKET_NAME_TAKEN;
import static io.dataaccount.testkit.contract.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.Bucket;
import io.dataaccount.core.model.BucketSetting;
import io.dataaccount.core.model.UsecaseId;
import io.dataaccount.core.port.BucketStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What creating a bucket promises where another program made the bucket: one use case takes it up. */
abstract class TakenUpBucketContract extends CreateBucketHarness {
    private static final long PATIENCE_SECONDS = 60;

    @Test
    protected void run_whereAnotherUsecaseHasTakenTheBucketUpInBetween_isRefusedAndLeavesIt() {
        Bucket bucket = newBucket(IRELAND);
        BucketStore overtaken = OvertakenStore.afterIsEmpty(store(), () -> create(bucket));
        assertRefused(BUCKET_NAME_TAKEN, () -> create(overtaken, command(bucket, OTHER_USECASE), BOB));
        assertWantedState(bucket);
    }

    /** Both have found the bucket empty and without tags, and both have written their tags, before either goes on. */
    @Test
    protected void run_byTwoUsecasesThatTakeTheBucketUpAtOnce_isForOne() {
        Bucket bucket = newBucket(IRELAND);
        List<UsecaseId> usecases = List.of(USECASE, OTHER_USECASE);
        CyclicBarrier bothLooked = new CyclicBarrier(2);
        CyclicBarrier bothWrote = new CyclicBarrier(2);
        BucketStore together = OvertakenStore.aroundSetting(
                store(), BucketSetting.Tags.class, () -> await(bothLooked), () -> await(bothWrote));
        List<Optional<ErrorCode>> outcomes =
                Together.outcomes(2, number -> create(together, command(bucket, usecases.get(number)), ANA));
        assertThat(outcomes).containsExactlyInAnyOrder(Optional.empty(), Optional.of(BUCKET_NAME_TAKEN));
        assertThat(store().tags(access(), bucket))
                .containsEntry(
                        "usecase_id",
                        usecases.get(outcomes.indexOf(Optional.<ErrorCode>empty()))
                                .value());
    }

    @Test
    protected void run_whereAnotherUsecaseWritesItsTagsMeanwhile_isRefusedAtTheEnd() {
        Bucket bucket = newBucket(IRELAND);
        BucketSetting tags = new BucketSetting.Tags(Map.of("usecase_id", OTHER_USECASE.value()));
        BucketStore overtaken = OvertakenStore.aroundSetting(
                store(), BucketSetting.CorsForOrigins.class, () -> store().apply(access(), bucket, tags), () -> {});
        assertRefused(BUCKET_NAME_TAKEN, () -> create(overtaken, bucket));
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("the other call does not get here", e);
        }
    }
}

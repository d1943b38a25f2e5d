package io.dataaccount.testkit.contract;

import static io.dataaccount.core.error.ErrorCode.BUCKET_NAME_TAKEN;
import static io.dataaccount.core.error.ErrorCode.CONFLICT;
import static io.dataaccount.core.error.ErrorCode.DATA_ACCOUNT_DENIED;
import static io.dataaccount.core.error.ErrorCode.UNAVAILABLE;
import static io.dataaccount.testkit.contract.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.error.AccessDeniedException;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketSetting;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.core.service.CreateBucket;
import io.dataaccount.core.service.CreateBucket.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Contract of {@link CreateBucket} with any {@link BucketStore}: after an interruption at any point, the same call
 * completes the bucket; and it never takes a bucket of another use case or account. An implementer provides the methods
 * of a bucket store suite and a way to deny settings. Each test creates its own buckets with random names.
 */
public abstract class CreateBucketContract extends ExistingBucketContract {
    private record Hardening(String step, Class<? extends BucketSetting> setting) {}

    private static final List<Hardening> HARDENING = List.of(
            new Hardening("tags", BucketSetting.Tags.class),
            new Hardening("public_access_block", BucketSetting.BlockPublicAccess.class),
            new Hardening("ownership", BucketSetting.BucketOwnerEnforced.class),
            new Hardening("secure_transport", BucketSetting.DenyInsecureTransport.class),
            new Hardening("lifecycle", BucketSetting.AbortIncompleteUploads.class),
            new Hardening("cors", BucketSetting.CorsForOrigins.class));

    private static final List<Class<? extends BucketSetting>> REQUESTED =
            List.of(BucketSetting.Versioning.class, BucketSetting.DefaultEncryption.class);

    @Test
    protected void run_withoutFailure_bringsTheBucketToTheWantedState() {
        for (Region region : List.of(Region.US_EAST_1, IRELAND)) {
            Bucket bucket = unused(region);
            CreateBucket.Result result = create(bucket);
            assertThat(result.created()).isTrue();
            assertThat(result.bucket()).isEqualTo(bucket);
            assertComplete(result);
            assertWantedState(bucket);
        }
    }

    @Test
    protected void run_again_changesNothing() {
        Bucket bucket = unused();
        create(bucket);
        put(bucket.name(), "kept.txt", "kept".getBytes(UTF_8));
        CreateBucket.Result again = create(store(), command(bucket), BOB);
        assertThat(again.created()).isFalse();
        assertComplete(again);
        assertThat(again.steps()).extracting(CreateBucket.Step::outcome).containsOnly(Outcome.UNCHANGED);
        assertWantedState(bucket);
        assertThat(keys(list(bucket, ""))).containsExactly("kept.txt");
    }

    /** Lists the store calls of one creation first, so that each of them is tested. */
    @TestFactory
    protected Stream<DynamicTest> run_disconnectedAtAnyCall_isCompletedByTheSameCall() {
        List<String> calls = DisconnectingBucketStore.callsOf(store(), store -> create(store, unused()));
        return Stream.of(DisconnectingBucketStore.Cut.values())
                .flatMap(cut -> IntStream.range(0, calls.size())
                        .mapToObj(at -> DynamicTest.dynamicTest(cut + " at " + calls.get(at), () -> {
                            Bucket bucket = unused();
                            assertRefused(
                                    UNAVAILABLE, () -> create(new DisconnectingBucketStore(store(), cut, at), bucket));
                            assertSameCallCompletes(bucket);
                        })));
    }

    /** The second call must recover from a failure as the first does. */
    @TestFactory
    protected Stream<DynamicTest> run_disconnectedTwice_isCompletedByTheThirdCall() {
        Bucket any = unused();
        create(any);
        List<String> calls = DisconnectingBucketStore.callsOf(store(), store -> create(store, any));
        return Stream.of(DisconnectingBucketStore.Cut.values())
                .flatMap(cut -> IntStream.range(0, calls.size())
                        .mapToObj(at -> DynamicTest.dynamicTest(cut + " at " + calls.get(at), () -> {
                            Bucket bucket = unused();
                            assertRefused(
                                    UNAVAILABLE,
                                    () -> create(
                                            new DisconnectingBucketStore(
                                                    store(), DisconnectingBucketStore.Cut.RESPONSE_LOST, 1),
                                            bucket));
                            assertRefused(
                                    UNAVAILABLE, () -> create(new DisconnectingBucketStore(store(), cut, at), bucket));
                            assertSameCallCompletes(bucket);
                        })));
    }

    @TestFactory
    protected Stream<DynamicTest> run_whereHardeningIsDenied_warnsAndContinues() {
        return HARDENING.stream()
                .map(denied -> DynamicTest.dynamicTest(denied.step(), () -> {
                    Bucket bucket = unused();
                    String action = deny(denied.setting());
                    CreateBucket.Result result = create(bucket);
                    allowAgain();
                    assertThat(result.created()).isTrue();
                    assertThat(result.warnings()).singleElement().satisfies(warning -> {
                        assertThat(warning.step()).isEqualTo(denied.step());
                        assertThat(warning.action()).isEqualTo(action);
                        assertThat(warning.detail()).contains(action);
                    });
                    assertThat(result.steps())
                            .filteredOn(step -> step.outcome() == Outcome.FAILED)
                            .extracting(CreateBucket.Step::name)
                            .containsExactly(denied.step());
                    assertThat(result.corsConfigured()).isEqualTo(!denied.step().equals("cors"));
                    assertSameCallCompletes(bucket);
                }));
    }

    @Test
    protected void run_whereAllHardeningIsDenied_stillCreates() {
        Bucket bucket = unused();
        HARDENING.forEach(denied -> deny(denied.setting()));
        CreateBucket.Result result = create(bucket);
        assertThat(create(bucket).created()).isFalse();
        allowAgain();
        assertThat(result.warnings())
                .extracting(CreateBucket.Warning::step)
                .containsExactlyElementsOf(
                        HARDENING.stream().map(Hardening::step).toList());
        assertSameCallCompletes(bucket);
    }

    @TestFactory
    protected Stream<DynamicTest> run_whereRequestedSettingIsDenied_fails() {
        return REQUESTED.stream()
                .map(setting -> DynamicTest.dynamicTest(setting.getSimpleName(), () -> {
                    Bucket bucket = unused();
                    String action = deny(setting);
                    DataException refusal = assertRefused(DATA_ACCOUNT_DENIED, () -> create(bucket));
                    allowAgain();
                    assertThat(refusal)
                            .isInstanceOfSatisfying(
                                    AccessDeniedException.class,
                                    denied -> assertThat(denied.action()).isEqualTo(action));
                    assertSameCallCompletes(bucket);
                }));
    }

    @Test
    protected void run_ofAnotherUsecasesBucket_isRefused() {
        Bucket bucket = unused();
        create(bucket);
        DataException refusal =
                assertRefused(BUCKET_NAME_TAKEN, () -> create(store(), command(bucket, OTHER_USECASE), BOB));
        // the caller may have no access to the use case that owns the bucket
        assertThat(refusal.detail()).doesNotContain(USECASE.value());
        assertThat(refusal.field()).contains("bucket_name");
        assertWantedState(bucket);
    }

    @Test
    protected void run_whereAnotherUsecaseCreatesItInBetween_isRefusedAndLeavesIt() {
        for (Region region : List.of(Region.US_EAST_1, IRELAND)) {
            Bucket bucket = unused(region);
            BucketStore overtaken = InterleavingStore.beforeCreation(store(), () -> create(bucket));
            assertRefused(BUCKET_NAME_TAKEN, () -> create(overtaken, command(bucket, OTHER_USECASE), BOB));
            assertWantedState(bucket);
        }
    }

    @Test
    protected void run_ofAnUntaggedBucketWithObjects_isRefusedAndLeavesIt() {
        Bucket bucket = newBucket(IRELAND);
        put(bucket.name(), "theirs.txt", "theirs".getBytes(UTF_8));
        assertRefused(BUCKET_NAME_TAKEN, () -> create(bucket));
        assertThat(store().tags(session(), bucket)).isEmpty();
        assertThat(store().apply(session(), bucket, new BucketSetting.Versioning(true)))
                .as("versioning was off")
                .isTrue();
    }

    @Test
    protected void run_ofABucketWithOthersTagsAndObjects_isRefused() {
        Bucket bucket = newBucket(IRELAND);
        store().apply(session(), bucket, new BucketSetting.Tags(Map.of("usecase_id", USECASE.value(), "team", "x")));
        put(bucket.name(), "theirs.txt", "theirs".getBytes(UTF_8));
        assertRefused(BUCKET_NAME_TAKEN, () -> create(bucket));
    }

    @Test
    protected void run_ofAnUntaggedEmptyBucket_adoptsIt() {
        Bucket bucket = newBucket(IRELAND);
        CreateBucket.Result result = create(bucket);
        assertThat(result.created()).isFalse();
        assertComplete(result);
        assertWantedState(bucket);
    }

    @Test
    protected void run_ofAnotherAccountsBucket_isRefused() {
        for (Region region : List.of(Region.US_EAST_1, IRELAND)) {
            Bucket bucket = unused(region);
            store().create(otherSession(), bucket, Map.of());
            assertRefused(BUCKET_NAME_TAKEN, () -> create(bucket));
            assertThat(store().tags(otherSession(), bucket)).isEmpty();
        }
    }

    @Test
    protected void run_inAnotherRegionThanTheBucketIs_isAConflict() {
        Bucket bucket = unused(IRELAND);
        create(bucket);
        Bucket elsewhere = new Bucket(bucket.name(), Region.US_EAST_1);
        DataException refusal = assertRefused(CONFLICT, () -> create(elsewhere));
        assertThat(refusal.field()).contains("region");
        assertThat(refusal.detail()).contains(IRELAND.value());
    }

    @Test
    protected void run_byManyThreads_createsOnceAndAllComplete() {
        Bucket bucket = unused();
        AtomicInteger created = new AtomicInteger();
        List<Optional<ErrorCode>> outcomes = ConcurrentCalls.outcomes(6, number -> {
            CreateBucket.Result result = create(bucket);
            assertThat(result.warnings()).isEmpty();
            if (result.created()) {
                created.incrementAndGet();
            }
        });
        assertThat(outcomes).containsOnly(Optional.empty());
        assertThat(created).hasValue(1);
        assertWantedState(bucket);
    }
}

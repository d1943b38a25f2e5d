package io.dataaccount.testkit.contract;

import static io.dataaccount.core.error.ErrorCode.BUCKET_NAME_TAKEN;
import static io.dataaccount.core.error.ErrorCode.BUCKET_NOT_FOUND;
import static io.dataaccount.core.error.ErrorCode.CONFLICT;
import static io.dataaccount.testkit.contract.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.error.AccessDeniedException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.bucket.BucketSummary;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.port.BucketStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Contract of every {@link BucketStore}: buckets, their settings, folders and files. An implementer provides the store,
 * two sessions of different accounts, and a way to upload. Each test creates its own buckets with random names, so the
 * tests may share a server, and the server may already contain buckets.
 */
public abstract class BucketStoreContract extends BucketSettingContract {
    @Test
    protected void create_inSeveralRegions_isFoundWithItsRegion() {
        for (String id : List.of("us-east-1", "eu-central-1", "ap-southeast-2")) {
            Bucket wanted = new Bucket(randomName(), new Region(id));
            store().create(session(), wanted, Map.of());
            assertThat(store().find(session(), wanted.name())).contains(wanted);
            assertThat(store().bucket(session(), wanted.name())).isEqualTo(wanted);
        }
    }

    @Test
    protected void create_ofOwnBucketOutsideUsEast1_isConflict() {
        Bucket bucket = newBucket(IRELAND);
        put(bucket.name(), "kept.txt", "kept".getBytes(UTF_8));
        assertRefused(CONFLICT, () -> store().create(session(), bucket, Map.of()));
        assertThat(store().isEmpty(session(), bucket)).isFalse();
    }

    @Test
    protected void create_ofNameOfOtherAccount_isTaken() {
        Bucket bucket = newBucketOf(otherSession());
        assertRefused(BUCKET_NAME_TAKEN, () -> store().create(session(), bucket, Map.of()));
        assertThat(store().find(otherSession(), bucket.name())).contains(bucket);
    }

    @Test
    protected void create_byManyThreads_isDoneOnce() {
        Bucket bucket = new Bucket(randomName(), IRELAND);
        List<Optional<ErrorCode>> outcomes =
                ConcurrentCalls.outcomes(8, number -> store().create(session(), bucket, Map.of()));
        assertThat(outcomes).containsOnlyOnce(Optional.empty());
        assertThat(outcomes).allMatch(outcome -> outcome.orElse(CONFLICT) == CONFLICT);
    }

    @Test
    protected void create_withTags_storesAllOrNone() {
        Bucket bucket = new Bucket(randomName(), IRELAND);
        Map<String, String> tags = Map.of("dda-portal:managed", "true", "usecase_id", "uc-1");
        store().create(session(), bucket, tags);
        assertThat(store().tags(session(), bucket)).isIn(tags, Map.of());
    }

    @Test
    protected void find_ofUnknownName_isEmpty() {
        assertThat(store().find(session(), randomName())).isEmpty();
    }

    @Test
    protected void find_afterCreation_isNotCached() {
        BucketName name = randomName();
        assertThat(store().find(session(), name)).isEmpty();
        store().create(session(), new Bucket(name, IRELAND), Map.of());
        assertThat(store().find(session(), name)).contains(new Bucket(name, IRELAND));
    }

    @TestFactory
    protected Stream<DynamicTest> missingBucket_isNotFound() {
        Bucket missing = new Bucket(randomName(), Region.US_EAST_1);
        return onOneBucket(missing, call -> assertRefused(BUCKET_NOT_FOUND, call::run));
    }

    @TestFactory
    protected Stream<DynamicTest> bucketOfOtherAccount_isDenied() {
        Bucket foreign = newBucketOf(otherSession());
        return Stream.concat(Stream.of(named("find", () -> store().find(session(), foreign.name()))), callsOn(foreign))
                .map(call -> DynamicTest.dynamicTest(
                        call.name(),
                        () -> assertThatThrownBy(call.run()::run).isInstanceOf(AccessDeniedException.class)));
    }

    @Test
    protected void buckets_withPrefix_areInOrderOfName() {
        String common = "b" + randomText();
        List<String> names = List.of(common + "-a", common + "-a-1", common + "-b", common + "0");
        for (int i : List.of(2, 0, 3, 1)) {
            store().create(session(), new Bucket(new BucketName(names.get(i)), Region.US_EAST_1), Map.of());
        }
        assertThat(Listings.buckets(store(), session(), common, 1000)).containsExactlyElementsOf(names);
        assertThat(Listings.buckets(store(), session(), common + "-a", 1000))
                .containsExactlyElementsOf(names.subList(0, 2));
        assertThat(Listings.buckets(store(), session(), common + "-c", 1000)).isEmpty();
        assertThat(Listings.buckets(store(), session(), "", 1000)).containsAll(names);
    }

    @Test
    protected void buckets_haveRegionAndCreationDate() {
        Bucket bucket = newBucket(IRELAND);
        List<BucketSummary> found =
                store().buckets(session(), bucket.name().value(), firstPage(10)).items();
        assertThat(found).singleElement().satisfies(summary -> {
            assertThat(summary.name()).isEqualTo(bucket.name().value());
            assertThat(summary.region()).isEqualTo(IRELAND.value());
            assertThat(summary.creationDate()).isAfter(A_PAST_MOMENT);
        });
    }

    @Test
    protected void buckets_ofOtherAccount_areNotListed() {
        Bucket foreign = newBucketOf(otherSession());
        assertThat(Listings.buckets(store(), session(), foreign.name().value(), 10))
                .isEmpty();
    }

    @Test
    protected void isEmpty_untilAnObjectIsPut() {
        Bucket bucket = newBucket();
        assertThat(store().isEmpty(session(), bucket)).isTrue();
        put(bucket.name(), "a/b.txt", new byte[0]);
        assertThat(store().isEmpty(session(), bucket)).isFalse();
    }

    @Test
    protected void isEmpty_withAFolderMarker_isFalse() {
        Bucket bucket = newBucket();
        store().createFolder(session(), bucket, new Prefix("raw/"));
        assertThat(store().isEmpty(session(), bucket)).isFalse();
    }

    private Stream<DynamicTest> onOneBucket(Bucket bucket, java.util.function.Consumer<Runnable> check) {
        return callsOn(bucket).map(call -> DynamicTest.dynamicTest(call.name(), () -> check.accept(call.run())));
    }

    private Stream<NamedCall> callsOn(Bucket bucket) {
        Stream<NamedCall> calls = Stream.of(
                named("bucket", () -> store().bucket(session(), bucket.name())),
                named("tags", () -> store().tags(session(), bucket)),
                named("protection", () -> store().protection(session(), bucket)),
                named("isEmpty", () -> store().isEmpty(session(), bucket)),
                named("list", () -> store().list(session(), bucket, Prefix.ROOT, firstPage(10))),
                named("createFolder", () -> store().createFolder(session(), bucket, new Prefix("raw/"))));
        Stream<NamedCall> settings = Stream.concat(
                        SettingSamples.missingInNewBuckets(), SettingSamples.possibleInNewBuckets())
                .map(setting -> named("apply " + setting, () -> store().apply(session(), bucket, setting)));
        return Stream.concat(calls, settings);
    }

    private static NamedCall named(String name, Runnable run) {
        return new NamedCall(name, run);
    }

    private record NamedCall(String name, Runnable run) {}
}

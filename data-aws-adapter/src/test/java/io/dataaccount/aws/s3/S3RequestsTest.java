package io.dataaccount.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.testing.TestAws;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketSetting;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.testkit.embedded.config.ReceivedRequest;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The requests that the store sends, and their number. */
class S3RequestsTest {
    @RegisterExtension
    static final TestS3 S3 = new TestS3();

    private static final PageRequest PAGE = PageRequest.first(PageSize.MAX);

    @Test
    void everyCallAboutABucket_namesTheExpectedOwner() {
        callEverything();
        assertThat(S3.requests())
                .filteredOn(request -> !Set.of("ListBuckets", "CreateBucket").contains(request.operation()))
                .hasSizeGreaterThan(20)
                .allSatisfy(request -> assertThat(request.header("x-amz-expected-bucket-owner"))
                        .as(request.toString())
                        .contains(TestAws.DATA.value()));
    }

    /** S3 requires a checksum with settings of a bucket. S3-compatible servers refuse checksums in other requests. */
    @Test
    void noCall_hasChecksumsOrChunksThatItNeedNotHave() {
        callEverything();
        for (ReceivedRequest request : S3.requests()) {
            boolean setting = request.operation().startsWith("PutBucket")
                    || request.operation().equals("PutPublicAccessBlock");
            assertThat(request.headers().keySet())
                    .as(request.toString())
                    .doesNotContain("x-amz-trailer", "x-amz-decoded-content-length", "content-encoding")
                    .noneMatch(name -> !setting && name.contains("checksum"));
            assertThat(request.header("x-amz-content-sha256").orElse(""))
                    .as(request.toString())
                    .matches("[0-9a-f]{64}|UNSIGNED-PAYLOAD");
        }
    }

    @Test
    void bucket_elsewhere_isLookedUpOnce() {
        Bucket bucket = S3.newBucket(TestS3.IRELAND);
        S3BucketStore store = S3.newStore();
        for (int i = 0; i < 3; i++) {
            assertThat(store.bucket(S3.session(), bucket.name())).isEqualTo(bucket);
            store.list(S3.session(), bucket, Prefix.ROOT, PAGE);
        }
        assertThat(S3.operations())
                .containsExactly("HeadBucket", "HeadBucket", "ListObjectsV2", "ListObjectsV2", "ListObjectsV2");
        assertThat(S3.requests("ListObjectsV2"))
                .allSatisfy(request ->
                        assertThat(request.header("authorization").orElse("")).contains("/eu-west-1/s3/"));
    }

    @Test
    void bucket_ofOneAccount_isAskedForAgainByAnother() {
        Bucket bucket = S3.newBucket(TestS3.IRELAND);
        S3BucketStore store = S3.newStore();
        store.bucket(S3.session(), bucket.name());
        S3.forget();
        assertThat(store.find(S3.session(), bucket.name())).contains(bucket);
        assertThat(S3.operations()).as("where it is known").containsExactly("HeadBucket");
    }

    @Test
    void calls_onABucketThatMovedMeanwhile_findItAgain() {
        Bucket before = S3.newBucket(TestS3.IRELAND);
        S3BucketStore store = S3.newStore();
        assertThat(store.bucket(S3.session(), before.name())).isEqualTo(before);
        Bucket after = moved(before, new Region("eu-central-1"));
        assertThat(store.createFolder(S3.session(), before, new Prefix("raw/"))).isTrue();
        assertThat(store.list(S3.session(), before, Prefix.ROOT, PAGE).folders())
                .containsExactly("raw/");
        assertThat(store.bucket(S3.session(), before.name())).isEqualTo(after);
    }

    @Test
    void find_ofABucketThatMovedMeanwhile_seesWhereItIsNow() {
        Bucket before = S3.newBucket(TestS3.IRELAND);
        S3BucketStore store = S3.newStore();
        store.bucket(S3.session(), before.name());
        Bucket after = moved(before, Region.US_EAST_1);
        assertThat(store.find(S3.session(), before.name())).contains(after);
        assertThat(store.bucket(S3.session(), before.name())).isEqualTo(after);
    }

    @Test
    void find_ofABucketThatIsGone_forgetsIt() {
        Bucket bucket = S3.newBucket(TestS3.IRELAND);
        S3BucketStore store = S3.newStore();
        store.bucket(S3.session(), bucket.name());
        delete(bucket);
        assertThat(store.find(S3.session(), bucket.name())).isEmpty();
        S3.newStore().create(S3.session(), new Bucket(bucket.name(), Region.US_EAST_1), Map.of());
        assertThat(store.bucket(S3.session(), bucket.name()).region()).isEqualTo(Region.US_EAST_1);
    }

    private static Bucket moved(Bucket bucket, Region region) {
        delete(bucket);
        Bucket moved = new Bucket(bucket.name(), region);
        S3.newStore().create(S3.session(), moved, Map.of());
        return moved;
    }

    private static void delete(Bucket bucket) {
        S3.at(bucket.region())
                .deleteBucket(request -> request.bucket(bucket.name().value()).overrideConfiguration(S3.as()));
    }

    private static void callEverything() {
        S3BucketStore store = S3.newStore();
        Bucket bucket = new Bucket(TestS3.randomName(), TestS3.IRELAND);
        store.find(S3.session(), bucket.name());
        store.create(S3.session(), bucket, Map.of("usecase_id", "uc-1"));
        store.find(S3.session(), bucket.name());
        store.buckets(S3.session(), bucket.name().value(), PAGE);
        for (BucketSetting setting : SettingTable.settings()) {
            store.apply(S3.session(), bucket, setting);
        }
        S3.at(bucket.region())
                .deletePublicAccessBlock(request -> request.bucket(bucket.name().value())
                        .expectedBucketOwner(TestAws.DATA.value())
                        .overrideConfiguration(S3.as()));
        store.apply(S3.session(), bucket, new BucketSetting.BlockPublicAccess());
        store.isEmpty(S3.session(), bucket);
        store.createFolder(S3.session(), bucket, new Prefix("raw/"));
        store.createFolder(S3.session(), bucket, new Prefix("raw/"));
        store.list(S3.session(), bucket, Prefix.ROOT, PAGE);
        assertThat(S3.operations()).contains("PutObject", "PutPublicAccessBlock", "PutBucketPolicy");
    }
}

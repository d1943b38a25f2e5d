package io.dataaccount.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.aws.s3.presign.S3UploadPresigner;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UploadConditions;
import io.dataaccount.core.model.upload.UrlLifetime;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Regions with a valid form that AWS does not have. Other servers have regions of their own. */
class UnknownRegionTest {
    @RegisterExtension
    static final TestS3 S3 = new TestS3();

    private static final Region MADE_UP = new Region("aa-north-1");

    @ParameterizedTest
    @ValueSource(strings = {"aa-north-1", "garage", "US-EAST-1"})
    void create_onAws_inAMadeUpRegion_isRefusedWithoutACall(String region) {
        ScriptedS3 aws = ScriptedS3.always(500, "must not be called");
        Bucket bucket = new Bucket(TestS3.randomName(), new Region(region));
        try (S3Clients clients = new S3Clients(aws, null, true)) {
            S3BucketStore store = new S3BucketStore(clients, Region.US_EAST_1);
            DataException refusal =
                    catchThrowableOfType(DataException.class, () -> store.create(S3.session(), bucket, Map.of()));
            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_INPUT);
            assertThat(refusal.field()).contains("region");
            assertThat(refusal.detail()).contains(region);
            assertThat(aws.requests()).isEmpty();
        }
    }

    @Test
    void bucket_onAws_thatS3PutsInAMadeUpRegion_isNotSupported() {
        ScriptedS3 aws =
                ScriptedS3.always(new ScriptedS3.Response(301, null, Map.of("x-amz-bucket-region", MADE_UP.value())));
        Bucket bucket = new Bucket(TestS3.randomName(), MADE_UP);
        try (S3Clients clients = new S3Clients(aws, null, true)) {
            S3BucketStore store = new S3BucketStore(clients, Region.US_EAST_1);
            DataException refusal =
                    catchThrowableOfType(DataException.class, () -> store.find(S3.session(), bucket.name()));
            assertThat(refusal.code()).as(refusal.detail()).isEqualTo(ErrorCode.NOT_SUPPORTED);
            assertThat(refusal.detail()).contains(MADE_UP.value());
        }
    }

    @Test
    void create_inTheServersOwnRegion_isLeftToTheServer() {
        Bucket bucket = new Bucket(TestS3.randomName(), MADE_UP);
        S3BucketStore ownedByIt = S3.newStore(MADE_UP);
        ownedByIt.create(S3.session(), bucket, Map.of());
        assertThat(ownedByIt.find(S3.session(), bucket.name())).contains(bucket);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garage", "auto", "home", "aa-north-1", "RegionOne", "us-west-004"})
    void create_onAnotherServer_inAnyRegion_isUsable(String region) {
        Bucket bucket = new Bucket(TestS3.randomName(), new Region(region));
        S3.store().create(S3.session(), bucket, Map.of());
        assertThat(S3.newStore().find(S3.session(), bucket.name())).contains(bucket);
        assertThat(S3.store()
                        .buckets(S3.session(), bucket.name().value(), PageRequest.first(PageSize.MAX))
                        .items())
                .singleElement()
                .satisfies(listed -> assertThat(listed.region()).isEqualTo(region));
        URI url = URI.create(new S3UploadPresigner(S3.aws().s3Endpoint(), true)
                .batch(S3.session(), bucket, Instant.EPOCH, new UrlLifetime(60))
                .sign(new Upload(new ObjectKey("a"), ContentType.OCTET_STREAM, UploadConditions.NONE))
                .url());
        assertThat(url.getRawQuery()).contains("%2F" + region + "%2Fs3%2F");
    }
}

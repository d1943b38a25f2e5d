package io.dataaccount.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Regions with a valid form that do not exist. */
class UnknownRegionTest {
    @RegisterExtension
    static final TestS3 S3 = new TestS3();

    private static final Region MADE_UP = new Region("aa-north-1");

    @Test
    void create_inAMadeUpRegion_isRefusedWithoutACall() {
        Bucket bucket = new Bucket(TestS3.randomName(), MADE_UP);
        DataException refusal =
                catchThrowableOfType(DataException.class, () -> S3.store().create(S3.session(), bucket, Map.of()));
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_INPUT);
        assertThat(refusal.field()).contains("region");
        assertThat(refusal.detail()).contains(MADE_UP.value());
        assertThat(S3.store().find(S3.session(), bucket.name())).isEmpty();
    }

    @Test
    void create_inTheServersOwnRegion_isLeftToTheServer() {
        Bucket bucket = new Bucket(TestS3.randomName(), MADE_UP);
        S3BucketStore ownedByIt = S3.newStore(MADE_UP);
        ownedByIt.create(S3.session(), bucket, Map.of());
        assertThat(ownedByIt.find(S3.session(), bucket.name())).contains(bucket);
    }

    @Test
    void bucket_thatS3PutsInAMadeUpRegion_isNotSupported() {
        Bucket bucket = new Bucket(TestS3.randomName(), MADE_UP);
        S3.newStore(MADE_UP).create(S3.session(), bucket, Map.of());
        DataException refusal =
                catchThrowableOfType(DataException.class, () -> S3.newStore().find(S3.session(), bucket.name()));
        assertThat(refusal.code()).as(refusal.detail()).isEqualTo(ErrorCode.NOT_SUPPORTED);
        assertThat(refusal.detail()).contains(MADE_UP.value());
    }
}

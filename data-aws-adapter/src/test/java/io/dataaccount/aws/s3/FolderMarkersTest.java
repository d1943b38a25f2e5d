package io.dataaccount.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.error.AccessDeniedException;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.object.Prefix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Folders on servers without conditional writes, and with a role that may not write. */
class FolderMarkersTest {
    @RegisterExtension
    static final TestS3 S3 = new TestS3();

    private static final Prefix FOLDER = new Prefix("raw/images/");

    private final S3BucketStore store = S3.newStore();
    private final Bucket bucket = S3.newBucket(Region.US_EAST_1);

    @Test
    void createFolder_whereConditionsAreUnknown_looksFirst() {
        S3.aws().failNext("PutObject", "NotImplemented", 501);
        assertThat(store.createFolder(S3.session(), bucket, FOLDER)).isTrue();
        assertThat(S3.operations()).endsWith("PutObject", "HeadObject", "PutObject");
        assertThat(S3.requests("PutObject").get(1).header("if-none-match")).isEmpty();
    }

    @Test
    void createFolder_whereConditionsAreUnknownAndItIsThere_doesNothing() {
        store.createFolder(S3.session(), bucket, FOLDER);
        S3.aws().failNext("PutObject", "NotImplemented", 501);
        assertThat(store.createFolder(S3.session(), bucket, FOLDER)).isFalse();
        assertThat(S3.operations()).endsWith("PutObject", "HeadObject");
    }

    @Test
    void createFolder_thatIsDenied_namesTheAction() {
        S3.aws().failAlways("PutObject", "AccessDenied", 403);
        assertThatThrownBy(() -> store.createFolder(S3.session(), bucket, FOLDER))
                .isInstanceOfSatisfying(
                        AccessDeniedException.class,
                        denied -> assertThat(denied.action()).isEqualTo("s3:PutObject"));
    }
}

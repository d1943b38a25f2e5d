package io.dataaccount.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.testing.TestAws;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.FileSummary;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.testkit.contract.BucketStoreContract;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class S3BucketStoreTest extends BucketStoreContract {
    @RegisterExtension
    static final TestS3 S3 = new TestS3();

    @Override
    protected BucketStore store() {
        return S3.store();
    }

    @Override
    protected AccountSession session() {
        return S3.session();
    }

    @Override
    protected AccountSession otherSession() {
        return S3.open(TestAws.OTHER);
    }

    @Override
    protected void put(BucketName bucket, String key, byte[] content) {
        S3.put(store().bucket(session(), bucket), key, content);
    }

    /** The embedded file store orders keys by UTF-16, as Java does. S3 orders them by UTF-8. */
    @Test
    @Override
    protected void list_ordersByUtf8() {
        Bucket bucket = S3.newBucket(Region.US_EAST_1);
        List<String> keys = List.of("a/Z", "a/a", "a/\ud83d\ude00", "a/\uff5e");
        keys.forEach(key -> put(bucket.name(), key, new byte[0]));
        assertThat(store().list(session(), bucket, new Prefix("a/"), PageRequest.first(PageSize.MAX))
                        .files())
                .extracting(FileSummary::key)
                .isEqualTo(keys);
    }
}

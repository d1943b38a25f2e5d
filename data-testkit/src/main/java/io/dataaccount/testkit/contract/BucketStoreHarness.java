package io.dataaccount.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.FileSummary;
import io.dataaccount.core.model.object.FolderPage;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.page.PageToken;
import io.dataaccount.core.port.BucketStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The abstract methods and the helpers of the bucket-store suites. */
abstract class BucketStoreHarness {
    static final Instant A_PAST_MOMENT = Instant.parse("2006-03-14T00:00:00Z");

    static final Region IRELAND = new Region("eu-west-1");

    /** The store under test. */
    protected abstract BucketStore store();

    /** A session of the account in which the tests create their buckets. */
    protected abstract AccountSession session();

    /** Puts an object into a bucket of the account of {@link #session}, as a client with an upload URL does. */
    protected abstract void put(BucketName bucket, String key, byte[] content);

    /** A session of another account of the same service. */
    protected abstract AccountSession otherSession();

    final Bucket newBucket() {
        return newBucket(Region.US_EAST_1);
    }

    final Bucket newBucket(Region region) {
        return newBucket(session(), region);
    }

    final Bucket newBucketOf(AccountSession session) {
        return newBucket(session, Region.US_EAST_1);
    }

    private Bucket newBucket(AccountSession session, Region region) {
        Bucket bucket = new Bucket(randomName(), region);
        store().create(session, bucket, Map.of());
        return bucket;
    }

    static BucketName randomName() {
        return new BucketName("dda-" + randomText());
    }

    static String randomText() {
        return UUID.randomUUID().toString();
    }

    static PageRequest firstPage(int size) {
        return PageRequest.first(new PageSize(size));
    }

    static PageRequest page(int size, PageToken token) {
        return new PageRequest(new PageSize(size), token);
    }

    final FolderPage list(Bucket bucket, String folder) {
        return store().list(session(), bucket, new Prefix(folder), PageRequest.first(PageSize.MAX));
    }

    final void putAll(Bucket bucket, List<String> keys) {
        keys.forEach(key -> put(bucket.name(), key, key.getBytes(UTF_8)));
    }

    static List<String> keys(FolderPage page) {
        return page.files().stream().map(FileSummary::key).toList();
    }
}

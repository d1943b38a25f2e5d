package io.dataaccount.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.testing.TestAws;
import io.dataaccount.core.model.Access;
import io.dataaccount.core.model.Bucket;
import io.dataaccount.core.model.BucketName;
import io.dataaccount.core.model.FileSummary;
import io.dataaccount.core.model.PageRequest;
import io.dataaccount.core.model.PageSize;
import io.dataaccount.core.model.Prefix;
import io.dataaccount.core.model.Region;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.testkit.contract.BucketStoreContract;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3BucketStoreTest extends BucketStoreContract {
    @RegisterExtension
    static final TestAws AWS = new TestAws();

    private S3Clients clients;
    private S3BucketStore store;
    private Access access;
    private Access otherAccess;

    @BeforeAll
    void open() {
        clients = new S3Clients(AWS.http(), AWS.aws().s3Endpoint(), true);
        store = new S3BucketStore(clients, Region.US_EAST_1);
        access = AWS.open(TestAws.DATA);
        otherAccess = AWS.open(TestAws.OTHER);
    }

    @AfterAll
    void close() {
        clients.close();
    }

    @Override
    protected BucketStore store() {
        return store;
    }

    @Override
    protected Access access() {
        return access;
    }

    @Override
    protected Access otherAccess() {
        return otherAccess;
    }

    @Override
    protected void put(BucketName bucket, String key, byte[] content) {
        clients.at(store.bucket(access, bucket).region())
                .putObject(
                        request -> request.bucket(bucket.value()).key(key).overrideConfiguration(S3Calls.as(access)),
                        RequestBody.fromBytes(content));
    }

    /** The embedded file store orders as Java does, by UTF-16; S3 by UTF-8. */
    @Test
    @Override
    protected void list_ordersByUtf8() {
        Bucket bucket = new Bucket(new BucketName("dda-utf16-" + UUID.randomUUID()), Region.US_EAST_1);
        store.create(access, bucket, Map.of());
        List<String> keys = List.of("a/Z", "a/a", "a/\ud83d\ude00", "a/\uff5e");
        keys.forEach(key -> put(bucket.name(), key, new byte[0]));
        assertThat(store.list(access, bucket, new Prefix("a/"), PageRequest.first(PageSize.MAX))
                        .files())
                .extracting(FileSummary::key)
                .isEqualTo(keys);
    }
}

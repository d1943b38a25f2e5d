package io.dataaccount.aws.s3;

import static java.util.Objects.requireNonNull;

import io.dataaccount.aws.testing.TestAws;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** An embedded AWS with an S3 store, and clients for direct requests without the store. */
final class TestS3 extends TestAws {
    static final Region IRELAND = new Region("eu-west-1");

    private @Nullable S3Clients clients;
    private @Nullable S3BucketStore store;
    private @Nullable AccountSession session;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        super.beforeAll(context);
        clients = new S3Clients(http(), aws().s3Endpoint(), true);
        store = newStore();
        session = open(DATA);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (clients != null) {
            clients.close();
        }
        super.afterAll(context);
    }

    S3BucketStore store() {
        return requireNonNull(store, "not started");
    }

    /** A store without cached regions, whose own region is us-east-1. */
    S3BucketStore newStore() {
        return newStore(Region.US_EAST_1);
    }

    S3BucketStore newStore(Region home) {
        return new S3BucketStore(requireNonNull(clients, "not started"), home);
    }

    AccountSession session() {
        return requireNonNull(session, "not started");
    }

    S3Client at(Region region) {
        return requireNonNull(clients, "not started").at(region);
    }

    /** The credentials for direct requests without the store. */
    Consumer<AwsRequestOverrideConfiguration.Builder> as() {
        return S3Calls.withCredentials(session());
    }

    Bucket newBucket(Region region) {
        Bucket bucket = new Bucket(randomName(), region);
        newStore().create(session(), bucket, Map.of());
        forget();
        return bucket;
    }

    static BucketName randomName() {
        return new BucketName("dda-" + UUID.randomUUID());
    }

    void put(Bucket bucket, String key, byte[] content) {
        at(bucket.region())
                .putObject(
                        request ->
                                request.bucket(bucket.name().value()).key(key).overrideConfiguration(as()),
                        RequestBody.fromBytes(content));
    }
}

package io.dataaccount.testkit.embedded.s3;

import io.dataaccount.testkit.embedded.http.AwsErrorException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.gaul.s3proxy.blobstore.BlobStore;

/**
 * All buckets, in memory and on disk, with the store of their objects kept in step. What the files say is
 * the truth: the object store is brought to it when it opens. Reading never waits; changes take turns.
 */
public final class Buckets {
    private final Map<String, EmbeddedBucket> byName = new ConcurrentHashMap<>();
    private final BucketFiles files;
    private final BlobStore objects;

    public Buckets(BucketFiles files, BlobStore objects) {
        this.files = files;
        this.objects = objects;
        for (EmbeddedBucket each : files.readAll()) {
            if (!objects.containerExists(each.name())) {
                createContainer(each);
            }
            byName.put(each.name(), each);
        }
    }

    Optional<EmbeddedBucket> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The account's buckets, by name. */
    List<EmbeddedBucket> ownedBy(String account) {
        return byName.values().stream()
                .filter(each -> each.owner().equals(account))
                .sorted(Comparator.comparing(EmbeddedBucket::name))
                .toList();
    }

    /** Creates the bucket unless there is one of its name, in which case that one is returned. */
    synchronized Optional<EmbeddedBucket> create(EmbeddedBucket bucket) {
        EmbeddedBucket existing = byName.get(bucket.name());
        if (existing != null) {
            return Optional.of(existing);
        }
        files.write(bucket);
        if (!objects.containerExists(bucket.name())) {
            createContainer(bucket);
        }
        byName.put(bucket.name(), bucket);
        return Optional.empty();
    }

    /**
     * Changes a bucket's settings.
     *
     * @throws AwsErrorException 404 if the bucket has been deleted meanwhile
     */
    synchronized void change(String name, UnaryOperator<EmbeddedBucket> change) {
        EmbeddedBucket before = find(name).orElseThrow(() -> noSuchBucket(name));
        EmbeddedBucket after = change.apply(before);
        StoreSettings.apply(objects, before, after);
        files.write(after);
        byName.put(name, after);
    }

    /** Deletes the bucket, or fails as the object store does if it is not empty. */
    synchronized void delete(String name) {
        objects.deleteBucket(name);
        byName.remove(name);
        files.delete(name);
    }

    static AwsErrorException noSuchBucket(String name) {
        return new AwsErrorException(404, "NoSuchBucket", "The specified bucket does not exist")
                .with("BucketName", name);
    }

    private void createContainer(EmbeddedBucket bucket) {
        objects.createContainer(bucket.name());
        StoreSettings.apply(
                objects,
                new EmbeddedBucket(
                        bucket.name(),
                        bucket.owner(),
                        bucket.region(),
                        bucket.created(),
                        Map.of(),
                        bucket.transitionMinimum()),
                bucket);
    }
}

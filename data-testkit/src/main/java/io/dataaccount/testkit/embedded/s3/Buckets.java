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
 * All buckets, in memory and on disk, consistent with the object store. The files are authoritative: the constructor
 * creates missing containers in the object store. Reads do not block; writes are serialised. Safe for use by many
 * threads.
 */
public final class Buckets {
    private final Map<String, EmbeddedBucket> byName = new ConcurrentHashMap<>();
    private final BucketFiles files;
    private final BlobStore objects;

    /** Reads all buckets from the files, and creates those that the object store does not have. */
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

    /** The buckets of the account, ordered by name. */
    List<EmbeddedBucket> ownedBy(String account) {
        return byName.values().stream()
                .filter(each -> each.owner().equals(account))
                .sorted(Comparator.comparing(EmbeddedBucket::name))
                .toList();
    }

    /** Creates the bucket and returns empty; if the name exists, changes nothing and returns the existing bucket. */
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
     * Changes the settings of a bucket.
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

    /** Deletes the bucket; if it is not empty, throws the exception of the object store. */
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

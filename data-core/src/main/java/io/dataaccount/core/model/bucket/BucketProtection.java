package io.dataaccount.core.model.bucket;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * How a bucket protects its objects now, no matter who set that.
 *
 * @param encryption the default encryption; null if the server keeps none for the bucket, which AWS's S3 always does
 */
public record BucketProtection(
        Versioning versioning, @Nullable StoredEncryption encryption) {
    /** A bucket that nobody has set anything on. */
    public static final BucketProtection NEVER_SET = new BucketProtection(Versioning.NEVER_SET, null);

    public BucketProtection {
        requireNonNull(versioning, "versioning is null");
    }

    /**
     * The states of versioning. Once set, versioning can be suspended, but never be unset again.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html">Versioning</a>
     */
    public enum Versioning {
        NEVER_SET,
        ENABLED,
        SUSPENDED
    }
}

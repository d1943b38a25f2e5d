package io.dataaccount.core.model.bucket;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * How a bucket protects its objects at present. Other programs may have set this.
 *
 * @param versioning the state of versioning
 * @param encryption the default encryption, or null if the server stores none for the bucket; S3 of AWS always stores
 *     one
 */
public record BucketProtection(
        Versioning versioning, @Nullable StoredEncryption encryption) {
    /** A bucket without any versioning or encryption setting. */
    public static final BucketProtection NEVER_SET = new BucketProtection(Versioning.NEVER_SET, null);

    public BucketProtection {
        requireNonNull(versioning, "versioning is null");
    }

    /**
     * The states of versioning. Once enabled or suspended, versioning never returns to {@link #NEVER_SET}.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html">Versioning</a>
     */
    public enum Versioning {
        /** Versioning was never configured. */
        NEVER_SET,
        /** S3 keeps every version of an object. */
        ENABLED,
        /** S3 keeps the existing versions and adds no further ones. */
        SUSPENDED
    }
}

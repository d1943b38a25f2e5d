package io.dataaccount.core.port;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of an account that a session may access: every bucket, one bucket, or the keys below a prefix of one bucket.
 *
 * @param bucketName null for the whole account
 * @param prefix the root for a whole bucket
 */
public record SessionScope(@Nullable BucketName bucketName, Prefix prefix) {
    /**
     * Every bucket of the account. With {@link SessionRequest.Purpose#BROWSE} this permits listing the buckets, but not
     * their contents.
     */
    public static final SessionScope ACCOUNT = new SessionScope(null, Prefix.ROOT);

    public SessionScope {
        requireNonNull(prefix, "prefix is null");
        if (bucketName == null && !prefix.isRoot()) {
            throw new IllegalArgumentException("a prefix without a bucket: " + prefix);
        }
    }

    /** The scope of one whole bucket. */
    public static SessionScope of(BucketName bucket) {
        return new SessionScope(bucket, Prefix.ROOT);
    }

    /** The bucket; empty for the whole account. */
    public Optional<BucketName> bucket() {
        return Optional.ofNullable(bucketName);
    }
}

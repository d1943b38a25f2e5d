package io.dataaccount.core.port;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a session reaches: every bucket of the account, one bucket, or what lies under a prefix of it.
 *
 * @param bucketName null for the whole account
 * @param prefix the root for a whole bucket
 */
public record SessionScope(@Nullable BucketName bucketName, Prefix prefix) {
    /** Every bucket of the account; for browsing, the list of them and not what is in them. */
    public static final SessionScope ACCOUNT = new SessionScope(null, Prefix.ROOT);

    public SessionScope {
        requireNonNull(prefix, "prefix is null");
        if (bucketName == null && !prefix.isRoot()) {
            throw new IllegalArgumentException("a prefix without a bucket: " + prefix);
        }
    }

    public static SessionScope of(BucketName bucket) {
        return new SessionScope(bucket, Prefix.ROOT);
    }

    public Optional<BucketName> bucket() {
        return Optional.ofNullable(bucketName);
    }
}

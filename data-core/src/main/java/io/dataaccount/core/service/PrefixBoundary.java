package io.dataaccount.core.service;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.error.SafeText;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.port.SessionScope;
import java.util.Optional;

/** The prefix boundary of a use case: the whole data account, or only keys below its prefix in its data bucket. */
final class PrefixBoundary {
    private final boolean enforced;

    PrefixBoundary(boolean enforced) {
        this.enforced = enforced;
    }

    /**
     * The scope that the use case may access in the bucket.
     *
     * @throws DataException FORBIDDEN if the bucket is outside the boundary; INCOMPLETE_CONFIGURATION if the boundary
     *     is a prefix without a bucket
     */
    SessionScope within(Usecase usecase, BucketName bucket) {
        onlyBucket(usecase).filter(own -> !own.equals(bucket)).ifPresent(own -> {
            throw beyond("bucket", bucket.value(), "the bucket " + own + ": leave bucket out, or name that one");
        });
        return new SessionScope(bucket, enforced ? usecase.defaultPrefix() : Prefix.ROOT);
    }

    /**
     * The only bucket that the use case may access; empty if it may access all buckets.
     *
     * @throws DataException INCOMPLETE_CONFIGURATION if the use case is limited to a prefix without a bucket
     */
    Optional<BucketName> onlyBucket(Usecase usecase) {
        if (!isKept(usecase)) {
            return Optional.empty();
        }
        checkHasBucket(usecase);
        return usecase.dataBucket();
    }

    /**
     * Checks that the use case may create buckets.
     *
     * @throws DataException FORBIDDEN if the use case is limited to a prefix; INCOMPLETE_CONFIGURATION if that prefix
     *     has no bucket
     */
    void checkMayCreateBuckets(Usecase usecase) {
        onlyBucket(usecase).ifPresent(own -> {
            throw new DataException(
                    ErrorCode.FORBIDDEN,
                    "This use case is limited to '" + usecase.defaultPrefix() + "' in the bucket " + own
                            + " and cannot create buckets: ask a PortalAdmin to create it for another use case, or to"
                            + " clear data_s3_prefix.",
                    "bucket_name",
                    null);
        });
    }

    /**
     * Checks that the use case has a bucket if it has a prefix.
     *
     * @throws DataException INCOMPLETE_CONFIGURATION if it has a prefix and no bucket
     */
    static void checkHasBucket(Usecase usecase) {
        if (!usecase.defaultPrefix().isRoot() && usecase.dataBucket().isEmpty()) {
            throw new InvalidInputException(
                    ErrorCode.INCOMPLETE_CONFIGURATION,
                    "data_s3_bucket",
                    null,
                    "is not set, so the data_s3_prefix '" + usecase.defaultPrefix()
                            + "' of this use case has no bucket and no data can be accessed: ask a PortalAdmin to"
                            + " set data_s3_bucket or to clear data_s3_prefix");
        }
    }

    private boolean isKept(Usecase usecase) {
        return enforced && !usecase.defaultPrefix().isRoot();
    }

    /**
     * Checks that the key or prefix is inside the scope.
     *
     * @throws DataException FORBIDDEN, with the field, if it is outside
     */
    static void check(SessionScope scope, String field, String keyOrPrefix) {
        if (!scope.prefix().covers(keyOrPrefix)) {
            throw beyond(field, keyOrPrefix, "keys below '" + scope.prefix() + "': choose one of them");
        }
    }

    private static DataException beyond(String field, String value, String limit) {
        return new DataException(
                ErrorCode.FORBIDDEN,
                field + " '" + SafeText.echo(value) + "' is outside the prefix boundary: this use case is limited to "
                        + limit + ", or ask a PortalAdmin to change its data_s3_bucket and data_s3_prefix.",
                field,
                null);
    }
}

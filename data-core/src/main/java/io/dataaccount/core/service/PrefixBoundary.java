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

/** How far a use case reaches in its data account: everywhere, or no further than its prefix in its data bucket. */
final class PrefixBoundary {
    private final boolean enforced;

    PrefixBoundary(boolean enforced) {
        this.enforced = enforced;
    }

    /**
     * The borders of the use case in the bucket.
     *
     * @throws DataException FORBIDDEN if the bucket is beyond them; INCOMPLETE_CONFIGURATION if they are a prefix without a bucket
     */
    SessionScope within(Usecase usecase, BucketName bucket) {
        onlyBucket(usecase).filter(own -> !own.equals(bucket)).ifPresent(own -> {
            throw beyond("bucket", bucket.value(), "the bucket " + own + ": leave bucket out, or name that one");
        });
        return new SessionScope(bucket, enforced ? usecase.defaultPrefix() : Prefix.ROOT);
    }

    /**
     * The only bucket that the use case reaches; empty if it reaches all.
     *
     * @throws DataException INCOMPLETE_CONFIGURATION if it is kept to a prefix without a bucket
     */
    Optional<BucketName> onlyBucket(Usecase usecase) {
        if (!isKept(usecase)) {
            return Optional.empty();
        }
        checkHasBucket(usecase);
        return usecase.dataBucket();
    }

    /** @throws DataException FORBIDDEN if the use case is kept to a prefix; INCOMPLETE_CONFIGURATION if that has no bucket */
    void checkMayCreateBuckets(Usecase usecase) {
        onlyBucket(usecase).ifPresent(own -> {
            throw new DataException(
                    ErrorCode.FORBIDDEN,
                    "This use case is kept to '" + usecase.defaultPrefix() + "' in the bucket " + own
                            + " and may create no bucket: ask a PortalAdmin to create it for another use case, or to clear"
                            + " data_s3_prefix.",
                    "bucket_name",
                    null);
        });
    }

    /** @throws DataException INCOMPLETE_CONFIGURATION if the use case has a prefix and no bucket that it could be in */
    static void checkHasBucket(Usecase usecase) {
        if (!usecase.defaultPrefix().isRoot() && usecase.dataBucket().isEmpty()) {
            throw new InvalidInputException(
                    ErrorCode.INCOMPLETE_CONFIGURATION,
                    "data_s3_bucket",
                    null,
                    "is not set, so the data_s3_prefix '" + usecase.defaultPrefix()
                            + "' that this use case is kept to is in no bucket and nothing can be reached: have a PortalAdmin"
                            + " set data_s3_bucket, or clear data_s3_prefix");
        }
    }

    private boolean isKept(Usecase usecase) {
        return enforced && !usecase.defaultPrefix().isRoot();
    }

    /** @throws DataException FORBIDDEN, naming the field, if the key or prefix is beyond the borders */
    static void check(SessionScope scope, String field, String keyOrPrefix) {
        if (!scope.prefix().covers(keyOrPrefix)) {
            throw beyond(field, keyOrPrefix, "what is under '" + scope.prefix() + "': choose a place there");
        }
    }

    private static DataException beyond(String field, String value, String limit) {
        return new DataException(
                ErrorCode.FORBIDDEN,
                field + " '" + SafeText.echo(value) + "' is out of reach: this use case is kept to " + limit
                        + ", or have a PortalAdmin change its data_s3_bucket and data_s3_prefix.",
                field,
                null);
    }
}

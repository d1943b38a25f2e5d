package io.dataaccount.core.usecase;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.BucketName;
import io.dataaccount.core.model.Prefix;
import io.dataaccount.core.model.Usecase;
import io.dataaccount.core.port.SessionScope;

/** How far a use case reaches in its data account: everywhere, or no further than its prefix in its data bucket. */
final class Borders {
    private final boolean enforced;

    Borders(boolean enforced) {
        this.enforced = enforced;
    }

    /**
     * The borders of the use case in the bucket.
     *
     * @throws DataException FORBIDDEN if the bucket is beyond them
     */
    SessionScope within(Usecase usecase, BucketName bucket) {
        Prefix border = usecase.defaultPrefix();
        if (!enforced || border.isRoot()) {
            return SessionScope.of(bucket);
        }
        usecase.dataBucket().filter(own -> !own.equals(bucket)).ifPresent(own -> {
            throw beyond("bucket", bucket.value(), "the bucket " + own + ": leave bucket out, or name that one");
        });
        return new SessionScope(bucket, border);
    }

    /** @throws DataException FORBIDDEN, naming the field, if the key or prefix is beyond the borders */
    static void check(SessionScope borders, String field, String keyOrPrefix) {
        if (!borders.prefix().covers(keyOrPrefix)) {
            throw beyond(field, keyOrPrefix, "what is under '" + borders.prefix() + "': choose a place there");
        }
    }

    private static DataException beyond(String field, String value, String limit) {
        return new DataException(
                ErrorCode.FORBIDDEN,
                field + " '" + value + "' is out of reach: this use case is kept to " + limit
                        + ", or have its data_s3_bucket and data_s3_prefix configured anew.",
                field,
                null);
    }
}

package io.dataaccount.core.error;

import java.time.Duration;

/** The caller asks too often. */
public final class TooManyRequests extends DataException {
    private static final long serialVersionUID = 1L;

    private final long retryAfterSeconds;

    /** @param wait until the next call may succeed; told in whole seconds, rounded up */
    public TooManyRequests(Duration wait) {
        this(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
    }

    private TooManyRequests(long retryAfterSeconds) {
        super(
                ErrorCode.TOO_MANY_REQUESTS,
                "You ask more often than this server lets one caller: wait " + retryAfterSeconds
                        + " s, and ask for many upload URLs in one call of batch-upload-urls.");
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** 1 or more. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}

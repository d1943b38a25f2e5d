package io.dataaccount.core.error;

import java.time.Duration;

/** The caller asks too often, or has too many requests under way. */
public final class TooManyRequestsException extends DataException {
    private static final long serialVersionUID = 1L;

    private final long retryAfterSeconds;

    /** @param wait until the next call may succeed; told in whole seconds, rounded up */
    public TooManyRequestsException(Duration wait) {
        this(
                wait,
                "You ask more often than this server lets one caller",
                "ask for many upload URLs in one call of batch-upload-urls");
    }

    /**
     * @param wait until the next call may succeed; told in whole seconds, rounded up
     * @param reason what is done too often, without a full stop
     * @param remedy what to do besides waiting, without a full stop
     */
    public TooManyRequestsException(Duration wait, String reason, String remedy) {
        this(wholeSeconds(wait), reason, remedy);
    }

    private TooManyRequestsException(long retryAfterSeconds, String reason, String remedy) {
        super(ErrorCode.TOO_MANY_REQUESTS, reason + ": wait " + retryAfterSeconds + " s, and " + remedy + ".");
        this.retryAfterSeconds = retryAfterSeconds;
    }

    private static long wholeSeconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }

    /** The caller has as many requests under way as one caller may have. */
    public static TooManyRequestsException atOnce(int most) {
        return new TooManyRequestsException(
                Duration.ofSeconds(1),
                "You have " + most + " requests under way, as many as this server lets one caller have",
                "send the next one when one of them has ended");
    }

    /** 1 or more. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}

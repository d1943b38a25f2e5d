package io.dataaccount.core.error;

import java.time.Duration;

/** The caller sends requests too often, or has too many requests in progress. */
public final class TooManyRequestsException extends DataException {
    private static final long serialVersionUID = 1L;

    private final long retryAfterSeconds;

    /**
     * The caller sends more requests than the server permits.
     *
     * @param wait the time until the next call may succeed; the response has it in whole seconds, rounded up
     */
    public TooManyRequestsException(Duration wait) {
        this(
                wait,
                "You send requests more often than this server permits one caller",
                "request many upload URLs in one call of batch-upload-urls");
    }

    /**
     * The caller exceeds another limit.
     *
     * @param wait the time until the next call may succeed; the response has it in whole seconds, rounded up
     * @param reason what the caller does too often, without a full stop
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

    /** The caller has the maximum number of requests in progress. */
    public static TooManyRequestsException atOnce(int most) {
        return new TooManyRequestsException(
                Duration.ofSeconds(1),
                "You have " + most + " requests in progress, the maximum that this server permits one caller",
                "send the next one when one of them has ended");
    }

    /** The time until the next call may succeed, in whole seconds; 1 or more. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}

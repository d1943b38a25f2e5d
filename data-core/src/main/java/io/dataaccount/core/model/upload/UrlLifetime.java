package io.dataaccount.core.model.upload;

import io.dataaccount.core.error.InvalidInputException;
import java.time.Duration;

/**
 * The requested lifetime of a presigned URL: 1 to 604,800 seconds.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">X-Amz-Expires</a>
 */
public record UrlLifetime(long seconds) {
    /** The maximum lifetime, in seconds: seven days. */
    public static final long MAX_SECONDS = 604_800;

    /** @throws InvalidInputException {@code expires_in}, if the value is out of range */
    public UrlLifetime {
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw new InvalidInputException("expires_in", Long.toString(seconds), "must be 1 to 604800 seconds");
        }
    }

    /** The lifetime as a duration. */
    public Duration duration() {
        return Duration.ofSeconds(seconds);
    }

    /** The shorter of this lifetime and the limit, in whole seconds. The limit must be at least one second. */
    public UrlLifetime atMost(Duration limit) {
        return seconds <= limit.toSeconds() ? this : new UrlLifetime(limit.toSeconds());
    }
}

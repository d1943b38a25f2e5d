package io.dataaccount.core.model.upload;

import io.dataaccount.core.error.InvalidInputException;
import java.time.Duration;

/**
 * How long a presigned URL is asked to live: 1 to 604,800 seconds.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">X-Amz-Expires</a>
 */
public record UrlLifetime(long seconds) {
    public static final long MAX_SECONDS = 604_800;

    public UrlLifetime {
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw new InvalidInputException("expires_in", Long.toString(seconds), "must be 1 to 604800 seconds");
        }
    }

    public Duration duration() {
        return Duration.ofSeconds(seconds);
    }

    /** This, or the limit where it is shorter. */
    public UrlLifetime atMost(Duration limit) {
        return seconds <= limit.toSeconds() ? this : new UrlLifetime(limit.toSeconds());
    }
}

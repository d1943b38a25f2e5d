package io.dataaccount.core.model.account;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * AWS credentials, temporary or not.
 *
 * @param sessionToken null for long-lived credentials
 * @param expiration when they end, or null if they do not
 */
public record Credentials(
        String accessKeyId,
        String secretAccessKey,
        @Nullable String sessionToken,
        @Nullable Instant expiration) {
    public Credentials {
        requireNonNull(accessKeyId, "accessKeyId is null");
        requireNonNull(secretAccessKey, "secretAccessKey is null");
    }

    /** How long they last from a moment on, not negative; empty if they do not end. */
    public Optional<Duration> remainingAt(Instant moment) {
        if (expiration == null) {
            return Optional.empty();
        }
        Duration left = Duration.between(moment, expiration);
        return Optional.of(left.isNegative() ? Duration.ZERO : left);
    }

    @Override
    public String toString() {
        return "Credentials[<redacted>]";
    }
}

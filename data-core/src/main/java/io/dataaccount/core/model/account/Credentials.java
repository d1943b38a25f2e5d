package io.dataaccount.core.model.account;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * AWS credentials, temporary or long-lived. {@link #toString} does not show them.
 *
 * @param accessKeyId the access key id
 * @param secretAccessKey the secret access key
 * @param sessionToken the session token, or null for long-lived credentials
 * @param expiration when the credentials expire, or null if they do not
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

    /** The time from the moment until the credentials expire, never negative; empty if they do not expire. */
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

package io.dataaccount.testkit.embedded.auth;

import static java.util.Objects.requireNonNull;

import io.dataaccount.testkit.embedded.config.EmbeddedUser;
import io.dataaccount.testkit.embedded.http.UniqueId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who holds credentials: the ambient user, or a session of a role (which alone has a token and an end).
 *
 * @param userId what IAM calls the unique id, such as {@code AROA…:session}
 * @param allowedOperations null allows every operation
 * @param policy what keeps the session from doing all that its role may; null if nothing does
 */
public record Principal(
        String accountId,
        String arn,
        String userId,
        String accessKeyId,
        String secretAccessKey,
        @Nullable String sessionToken,
        @Nullable Instant expiresAt,
        @Nullable Set<String> allowedOperations,
        @Nullable EmbeddedSessionPolicy policy) {
    public Principal {
        requireNonNull(accountId, "accountId is null");
        requireNonNull(arn, "arn is null");
        requireNonNull(userId, "userId is null");
        requireNonNull(accessKeyId, "accessKeyId is null");
        requireNonNull(secretAccessKey, "secretAccessKey is null");
        allowedOperations = allowedOperations == null ? null : Set.copyOf(allowedOperations);
    }

    static Principal of(EmbeddedUser user) {
        return new Principal(
                user.accountId(),
                user.arn(),
                "AIDA" + UniqueId.of(user.arn()),
                user.accessKeyId(),
                user.secretAccessKey(),
                null,
                null,
                null,
                null);
    }

    public boolean isSession() {
        return sessionToken != null;
    }

    public boolean mayCall(String operation) {
        return allowedOperations == null || allowedOperations.contains(operation);
    }

    @Override
    public String toString() {
        return "Principal[arn=" + arn + ", keys=<redacted>]";
    }
}

package io.dataaccount.testkit.embedded.auth;

import static java.util.Objects.requireNonNull;

import io.dataaccount.testkit.embedded.config.EmbeddedUser;
import io.dataaccount.testkit.embedded.http.UniqueId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The owner of credentials: the ambient user, or a session of a role. Only a session has a token and an expiry.
 *
 * @param accountId the twelve digits of the account
 * @param userId the unique id of IAM, such as {@code AROA…:session}
 * @param sessionToken null for the user
 * @param expiresAt null for the user
 * @param allowedOperations names of the S3 operations that it may call; null allows every operation
 * @param policy the session policy; null if there is none
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

    /** Whether this is a session of a role, not the user. */
    public boolean isSession() {
        return sessionToken != null;
    }

    /** Whether the S3 operation is allowed, without regard to the session policy. */
    public boolean mayCall(String operation) {
        return allowedOperations == null || allowedOperations.contains(operation);
    }

    @Override
    public String toString() {
        return "Principal[arn=" + arn + ", keys=<redacted>]";
    }
}

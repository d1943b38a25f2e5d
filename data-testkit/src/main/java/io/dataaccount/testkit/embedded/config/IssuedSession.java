package io.dataaccount.testkit.embedded.config;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be told about a session that the embedded STS issued: everything but its secret and its token.
 *
 * @param policy the session policy as it came; null if none came
 */
public record IssuedSession(
        String accessKeyId,
        String roleArn,
        String roleSessionName,
        String accountId,
        @Nullable String policy,
        Instant expiresAt) {
    public IssuedSession {
        requireNonNull(accessKeyId, "accessKeyId is null");
        requireNonNull(roleArn, "roleArn is null");
        requireNonNull(roleSessionName, "roleSessionName is null");
        requireNonNull(accountId, "accountId is null");
        requireNonNull(expiresAt, "expiresAt is null");
    }
}

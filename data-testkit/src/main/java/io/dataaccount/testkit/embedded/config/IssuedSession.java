package io.dataaccount.testkit.embedded.config;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session that the embedded STS issued, without its secret key and its token.
 *
 * @param accessKeyId the access key of the session
 * @param roleArn the ARN of the assumed role
 * @param roleSessionName the name that the caller gave the session
 * @param accountId the twelve digits of the account of the role
 * @param policy the session policy as it was sent; null if the request had none
 * @param expiresAt the end of the session, in whole seconds
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

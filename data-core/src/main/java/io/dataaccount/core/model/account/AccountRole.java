package io.dataaccount.core.model.account;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An AWS account and the role that gives access to it.
 *
 * @param account the account to act in
 * @param roleArn the role to assume, or null if the account is the server's own; the ARN of an account's root means no
 *     role
 * @param externalId the external id that the role's trust policy requires, or null
 */
public record AccountRole(
        AccountId account,
        @Nullable RoleArn roleArn,
        @Nullable ExternalId externalId) {
    public AccountRole {
        requireNonNull(account, "account is null");
    }

    /** The role to assume, if there is one. */
    public Optional<RoleArn> role() {
        return Optional.ofNullable(roleArn).filter(arn -> !arn.isRoot());
    }
}

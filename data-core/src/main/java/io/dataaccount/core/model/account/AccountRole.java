package io.dataaccount.core.model.account;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An AWS account and the way into it: a role to assume, or none where the account is the server's own.
 *
 * @param roleArn the role, or null; an ARN of the account's root counts as none
 * @param externalId what the role's trust policy asks for, or null
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

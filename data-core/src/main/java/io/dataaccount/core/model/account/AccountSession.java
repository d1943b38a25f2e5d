package io.dataaccount.core.model.account;

import static java.util.Objects.requireNonNull;

/**
 * Permission to act in one account until the credentials expire.
 *
 * @param account the account whose buckets may be accessed; stores send it to S3 as the expected bucket owner
 * @param principal the identity that acts there, for error details: a role ARN, or a description of the server's own
 *     credentials
 * @param credentials the credentials of that identity
 */
public record AccountSession(AccountId account, String principal, Credentials credentials) {
    public AccountSession {
        requireNonNull(account, "account is null");
        requireNonNull(principal, "principal is null");
        requireNonNull(credentials, "credentials is null");
    }
}

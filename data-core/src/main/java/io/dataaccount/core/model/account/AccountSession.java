package io.dataaccount.core.model.account;

import static java.util.Objects.requireNonNull;

/**
 * The right to act in one account, for as long as the credentials last.
 *
 * @param account whose buckets may be touched: stores name it to S3 as the expected owner
 * @param principal who we are there, for error sentences: a role ARN, or words for the server's own credentials
 */
public record AccountSession(AccountId account, String principal, Credentials credentials) {
    public AccountSession {
        requireNonNull(account, "account is null");
        requireNonNull(principal, "principal is null");
        requireNonNull(credentials, "credentials is null");
    }
}

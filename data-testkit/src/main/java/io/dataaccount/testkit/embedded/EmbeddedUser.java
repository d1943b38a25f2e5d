package io.dataaccount.testkit.embedded;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * The long-lived credentials of the server's own account: the ambient credentials of whoever uses the
 * embedded AWS. They may do everything in their account and assume every role that is registered.
 *
 * @param accountId the twelve digits of the account
 */
public record EmbeddedUser(String accountId, String accessKeyId, String secretAccessKey) {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern ACCESS_KEY = Pattern.compile("\\w{3,128}");

    public EmbeddedUser {
        requireNonNull(accountId, "accountId is null");
        requireNonNull(accessKeyId, "accessKeyId is null");
        requireNonNull(secretAccessKey, "secretAccessKey is null");
        if (!ACCOUNT.matcher(accountId).matches()) {
            throw new IllegalArgumentException("accountId must be twelve digits, was: " + accountId);
        }
        if (!ACCESS_KEY.matcher(accessKeyId).matches()) {
            throw new IllegalArgumentException("accessKeyId must be 3 to 128 letters, digits or underscores");
        }
        if (secretAccessKey.isBlank()) {
            throw new IllegalArgumentException("secretAccessKey is blank");
        }
    }

    String arn() {
        return "arn:aws:iam::" + accountId + ":user/local";
    }

    @Override
    public String toString() {
        return "EmbeddedUser[accountId=" + accountId + ", accessKeyId=" + accessKeyId + ", secretAccessKey=<redacted>]";
    }
}

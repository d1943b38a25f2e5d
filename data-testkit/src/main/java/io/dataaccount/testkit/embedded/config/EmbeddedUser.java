package io.dataaccount.testkit.embedded.config;

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

    /**
     * Whose keys these are: the section {@code [default]} of a credentials file of AWS.
     *
     * @throws IllegalArgumentException if it has no keys; tells none of the text
     */
    public static EmbeddedUser ofCredentialsFile(String accountId, String text) {
        return SharedCredentials.read(accountId, text);
    }

    public String arn() {
        return "arn:aws:iam::" + accountId + ":user/local";
    }

    @Override
    public String toString() {
        return "EmbeddedUser[accountId=" + accountId + ", keys=<redacted>]";
    }
}

package io.dataaccount.testkit.embedded.config;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * The long-lived credentials of the server's own account: the ambient credentials of the clients of the embedded AWS.
 * They may call every operation in their account and assume every registered role.
 *
 * @param accountId the twelve digits of the account
 * @param accessKeyId 3 to 128 letters, digits or underscores
 * @param secretAccessKey the secret; not blank
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
     * Reads the keys from the section {@code [default]} of the text of an AWS credentials file.
     *
     * @param accountId the twelve digits of the account
     * @throws IllegalArgumentException if the section has no keys; the message does not contain the text
     */
    public static EmbeddedUser ofCredentialsFile(String accountId, String text) {
        return SharedCredentials.read(accountId, text);
    }

    /** The ARN of the user, which is named {@code local}. */
    public String arn() {
        return "arn:aws:iam::" + accountId + ":user/local";
    }

    @Override
    public String toString() {
        return "EmbeddedUser[accountId=" + accountId + ", keys=<redacted>]";
    }
}

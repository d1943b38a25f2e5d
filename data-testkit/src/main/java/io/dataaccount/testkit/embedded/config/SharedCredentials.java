package io.dataaccount.testkit.embedded.config;

import io.dataaccount.testkit.embedded.http.UniqueId;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads and writes the text of a credentials file that the AWS SDKs and the AWS command line share.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">Shared config and credentials files</a>
 */
public final class SharedCredentials {
    private static final String SECTION = "[default]";
    private static final String ACCESS_KEY_ID = "aws_access_key_id";
    private static final String SECRET_ACCESS_KEY = "aws_secret_access_key";

    /** In Base64 these are forty characters, the length of a secret key of AWS. */
    private static final int SECRET_BYTES = 30;

    private SharedCredentials() {}

    /** A user of the account with new, random keys. */
    public static EmbeddedUser random(String accountId) {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return new EmbeddedUser(
                accountId, "AKIA" + UniqueId.random(), Base64.getEncoder().encodeToString(secret));
    }

    /** The text of a credentials file with the keys of the user in its section {@code [default]}. */
    public static String write(EmbeddedUser user) {
        return """
                # The keys of the S3 and STS that are embedded in Data Account. They are not valid anywhere else.
                %s
                %s = %s
                %s = %s
                """.formatted(SECTION, ACCESS_KEY_ID, user.accessKeyId(), SECRET_ACCESS_KEY, user.secretAccessKey());
    }

    /**
     * Reads the keys from the section {@code [default]}.
     *
     * @throws IllegalArgumentException if the section has no keys; the message does not contain the text
     */
    public static EmbeddedUser read(String accountId, String text) {
        Map<String, String> values = new HashMap<>();
        boolean inSection = false;
        for (String line : text.lines().map(String::strip).toList()) {
            int equals = line.indexOf('=');
            if (line.startsWith("[")) {
                inSection = line.equals(SECTION);
            } else if (inSection && equals > 0 && !line.startsWith("#") && !line.startsWith(";")) {
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return new EmbeddedUser(accountId, value(values, ACCESS_KEY_ID), value(values, SECRET_ACCESS_KEY));
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no " + name + " in " + SECTION);
        }
        return value;
    }
}

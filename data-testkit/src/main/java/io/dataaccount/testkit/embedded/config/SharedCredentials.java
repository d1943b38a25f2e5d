package io.dataaccount.testkit.embedded.config;

import io.dataaccount.testkit.embedded.http.UniqueId;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * The text of a credentials file that the SDKs and the command line of AWS share.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">Shared config and credentials files</a>
 */
public final class SharedCredentials {
    private static final String SECTION = "[default]";
    private static final String ACCESS_KEY_ID = "aws_access_key_id";
    private static final String SECRET_ACCESS_KEY = "aws_secret_access_key";

    /** Base64 makes the forty characters of it that a secret of AWS has. */
    private static final int SECRET_BYTES = 30;

    private SharedCredentials() {}

    /** A user of the account with keys that nobody can guess. */
    public static EmbeddedUser random(String accountId) {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return new EmbeddedUser(
                accountId, "AKIA" + UniqueId.random(), Base64.getEncoder().encodeToString(secret));
    }

    public static String write(EmbeddedUser user) {
        return """
                # The keys of the S3 and STS that are embedded in Data Account. They are of no use elsewhere.
                %s
                %s = %s
                %s = %s
                """.formatted(SECTION, ACCESS_KEY_ID, user.accessKeyId(), SECRET_ACCESS_KEY, user.secretAccessKey());
    }

    /** @throws IllegalArgumentException if the text has no keys in its section {@code [default]}; it tells none of the text */
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

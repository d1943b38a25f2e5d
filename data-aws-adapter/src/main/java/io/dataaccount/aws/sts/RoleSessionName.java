package io.dataaccount.aws.sts;

import io.dataaccount.core.model.user.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The role session name of a caller, which CloudTrail in the data account shows. It is the caller's name if STS accepts
 * that. Otherwise it is the characters that STS accepts and a hash of the user id, so that it differs from the session
 * name of other users. A name that already ends like a hash gets one too, because a user could choose it to look like
 * another user's session name.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">RoleSessionName</a>
 */
final class RoleSessionName {
    private static final Pattern FORM = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final Pattern NOT_ALLOWED = Pattern.compile("[^\\w+=,.@-]+");
    private static final Pattern ENDS_WITH_HASH = Pattern.compile(".*-[0-9a-f]{8}");
    private static final int MAX_LENGTH = 64;
    private static final int HASH_BYTES = 4;

    private RoleSessionName() {}

    static String of(Caller caller) {
        String name = caller.name().isBlank() ? caller.userId().value() : caller.name();
        if (FORM.matcher(name).matches() && !ENDS_WITH_HASH.matcher(name).matches()) {
            return name;
        }
        String suffix = "-" + hash(caller.userId().value());
        String kept = NOT_ALLOWED.matcher(name.strip()).replaceAll("_");
        return kept.substring(0, Math.min(kept.length(), MAX_LENGTH - suffix.length())) + suffix;
    }

    private static String hash(String userId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(userId.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

package io.dataaccount.aws.sts;

import io.dataaccount.core.model.user.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What CloudTrail in the data account shows of a caller: the name as it is where STS takes it, else what STS takes of it
 * and a mark of the user id, so that two people can still be told apart. A name that ends like a mark gets one too: it could
 * be chosen to look like the marked name of somebody else.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">RoleSessionName</a>
 */
final class RoleSessionName {
    private static final Pattern FORM = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final Pattern REFUSED = Pattern.compile("[^\\w+=,.@-]+");
    private static final Pattern MARKED = Pattern.compile(".*-[0-9a-f]{8}");
    private static final int MAX_LENGTH = 64;
    private static final int MARK_BYTES = 4;

    private RoleSessionName() {}

    static String of(Caller caller) {
        String name = caller.name().isBlank() ? caller.userId().value() : caller.name();
        if (FORM.matcher(name).matches() && !MARKED.matcher(name).matches()) {
            return name;
        }
        String mark = "-" + mark(caller.userId().value());
        String kept = REFUSED.matcher(name.strip()).replaceAll("_");
        return kept.substring(0, Math.min(kept.length(), MAX_LENGTH - mark.length())) + mark;
    }

    private static String mark(String userId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(userId.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, MARK_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

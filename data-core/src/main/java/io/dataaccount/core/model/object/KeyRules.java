package io.dataaccount.core.model.object;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.error.SafeText;

/**
 * The rules that object keys and folder paths share. S3 itself accepts more. Browsers and proxies would rewrite the
 * paths that are refused here, which breaks the signature of a presigned URL, or the names could not be listed.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">Naming S3 objects</a>
 */
final class KeyRules {
    private static final int MAX_BYTES = 1024;

    private KeyRules() {}

    /**
     * Refuses a text that does not have the form {@code segment/segment/...}.
     *
     * @param field the field that errors name
     * @param whole the text to measure and to show in errors
     * @param segments the text without a trailing slash
     */
    static void check(String field, String whole, String segments) {
        checkLength(field, whole);
        if (segments.startsWith("/")) {
            throw new InvalidInputException(field, whole, "must not begin with a slash: leave it out");
        }
        for (int start = 0; start <= segments.length(); ) {
            int slash = segments.indexOf('/', start);
            int end = slash < 0 ? segments.length() : slash;
            checkSegment(field, whole, segments, start, end);
            start = end + 1;
        }
    }

    /** Refuses a text that cannot be a key or prefix of S3: longer than 1,024 bytes, or not valid Unicode. */
    static void checkLength(String field, String whole) {
        if (utf8Length(field, whole) > MAX_BYTES) {
            throw new InvalidInputException(field, whole, "must be at most 1,024 bytes as UTF-8");
        }
    }

    /** A loop instead of a stream, for speed: a batch checks thousands of keys, often just after a cold start. */
    private static int utf8Length(String field, String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    throw new InvalidInputException(field, text, "must be valid Unicode, without unpaired surrogates");
                }
                bytes += 4;
                i++;
            } else {
                bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            }
        }
        return bytes;
    }

    /**
     * Refuses control characters and noncharacters in a name that will be written. XML 1.0 cannot represent most of
     * them, so a program that lists such a key without {@code encoding-type=url} cannot parse the response.
     *
     * @see <a href="https://www.w3.org/TR/xml/#charsets">Characters of XML 1.0</a>
     */
    static void checkWritable(String field, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                throw new InvalidInputException(
                        field, text, "must not contain control characters: leave out " + name(c));
            }
            if (Character.isHighSurrogate(c)) {
                checkCharacter(field, text, text.codePointAt(i));
                i++; // checkLength has refused unpaired surrogates
            } else {
                checkCharacter(field, text, c);
            }
        }
    }

    private static void checkCharacter(String field, String text, int codePoint) {
        if (SafeText.isNoncharacter(codePoint)) {
            throw new InvalidInputException(
                    field, text, "must not contain noncharacters of Unicode: leave out " + name(codePoint));
        }
    }

    private static String name(int codePoint) {
        return String.format("U+%04X", codePoint);
    }

    private static void checkSegment(String field, String whole, String segments, int start, int end) {
        if (start == end) {
            throw new InvalidInputException(field, whole, "must not have an empty segment, as in a//b");
        }
        boolean dot = segments.charAt(start) == '.' && end - start == 1;
        if (dot || (end - start == 2 && segments.startsWith("..", start))) {
            throw new InvalidInputException(field, whole, "must not have a segment '" + (dot ? "." : "..") + "'");
        }
    }
}

package io.dataaccount.core.model.object;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.error.SafeText;

/**
 * What an object key and a folder path have in common. S3 itself allows more; what is refused here would be rewritten
 * by browsers and proxies on its way, which breaks the signature of a presigned URL, or could not be listed.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">Naming S3 objects</a>
 */
final class KeyRules {
    private static final int MAX_BYTES = 1024;

    private KeyRules() {}

    /** Refuses a text that is not {@code segment/segment/...}; a trailing slash is the caller's to take off first. */
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

    /** Refuses a text that no key or prefix of S3 can be, whoever writes it: too long, or no valid Unicode. */
    static void checkLength(String field, String whole) {
        if (utf8Length(field, whole) > MAX_BYTES) {
            throw new InvalidInputException(field, whole, "must be at most 1,024 bytes as UTF-8");
        }
    }

    /** By hand and not by streams: a batch checks thousands of keys, and a function starts with one. */
    private static int utf8Length(String field, String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    throw new InvalidInputException(
                            field, text, "must be valid Unicode, without half of a surrogate pair");
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
     * Refuses control characters and noncharacters, for a name that is to be written. XML 1.0 has no form for most of
     * them, so a program that lists such a key without {@code encoding-type=url} cannot read the response at all.
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
                i++; // a pair: half of one is refused before
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

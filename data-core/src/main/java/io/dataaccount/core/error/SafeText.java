package io.dataaccount.core.error;

import io.dataaccount.core.Internal;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Makes external text safe for log lines. Control characters (including line ends and terminal escapes), line
 * separators, bidirectional and other format characters, and unpaired surrogates become {@code \}{@code uXXXX}. So a
 * text cannot end a line, move a cursor or change the appearance of a line.
 *
 * @see
 *     <a href="https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing">Unicode TR 36, bidirectional text</a>
 */
@Internal
public final class SafeText {
    /** The maximum length of a text that {@link #line} does not cut, in UTF-16 units. */
    public static final int MAX_LINE_LENGTH = 32_768;

    /** The maximum length of a text that {@link #echo} does not cut, in code points. */
    public static final int MAX_ECHO_LENGTH = 100;

    private static final HexFormat HEX = HexFormat.of();

    private SafeText() {}

    /**
     * The text as part of a log line. Quotes become {@code \}{@code u0022} too, so that the text cannot imitate a
     * {@code key="value"} next to it. Safe text stays as it is.
     */
    public static String line(String text) {
        String start = text;
        String end = "";
        if (text.length() > MAX_LINE_LENGTH) {
            start = text.substring(0, MAX_LINE_LENGTH);
            end = "… (" + (text.length() - MAX_LINE_LENGTH) + " more characters)";
        }
        StringBuilder line = new StringBuilder(start.length() + 16);
        start.codePoints().forEach(c -> append(line, c, c == '"'));
        return line + end;
    }

    /**
     * The text in quotes, as the value of a {@code key="value"}: like a JSON string, with {@code \"} and {@code \\}.
     */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 16).append('"');
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            append(quoted, c, false);
        });
        return quoted.append('"').toString();
    }

    /**
     * Escapes all unsafe characters in a JSON text of one line. The result has the same meaning for every JSON parser.
     */
    public static String json(String json) {
        StringBuilder safe = new StringBuilder(json.length());
        json.codePoints().forEach(c -> append(safe, c, false));
        return safe.toString();
    }

    /** Text from a caller for an error detail: printable, and cut after {@link #MAX_ECHO_LENGTH} code points. */
    public static String echo(String text) {
        return text.codePointCount(0, text.length()) <= MAX_ECHO_LENGTH
                ? printable(text)
                : printable(text.substring(0, text.offsetByCodePoints(0, MAX_ECHO_LENGTH))) + "…";
    }

    /** The text with escapes for all characters that are not printable. Quotes stay. */
    public static String printable(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (!isEscaped(c) && !isNoncharacter(c)) {
                safe.appendCodePoint(c);
            } else if (c > 0xFFFF) {
                safe.append("\\u{").append(Integer.toHexString(c)).append('}');
            } else {
                appendEscape(safe, (char) c);
            }
        });
        return safe.toString();
    }

    /** Whether the character is escaped. */
    public static boolean isEscaped(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    /**
     * Whether the code point is a noncharacter, which no text should contain.
     *
     * @see <a href="https://www.unicode.org/versions/Unicode16.0.0/core-spec/chapter-23/#G12612">Noncharacters</a>
     */
    public static boolean isNoncharacter(int codePoint) {
        return (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
    }

    /**
     * The exception for a log: the same object, or a copy with the same stack trace if the message of the exception, of
     * a cause or of a suppressed exception is unsafe or too long.
     */
    public static Throwable throwable(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> left = new ArrayDeque<>();
        left.add(thrown);
        while (!left.isEmpty()) {
            Throwable each = left.remove();
            if (seen.add(each)) {
                if (!isSafe(each.toString()) || !isSafe(String.valueOf(each.getMessage()))) {
                    return SafeThrowable.of(thrown);
                }
                left.addAll(Arrays.asList(each.getSuppressed()));
                if (each.getCause() != null) {
                    left.add(each.getCause());
                }
            }
        }
        return thrown;
    }

    private static boolean isSafe(String text) {
        return text.length() <= MAX_LINE_LENGTH && text.codePoints().noneMatch(c -> isEscaped(c) || c == '"');
    }

    private static void append(StringBuilder out, int codePoint, boolean always) {
        if (always || isEscaped(codePoint)) {
            for (char unit : Character.toChars(codePoint)) {
                appendEscape(out, unit);
            }
        } else {
            out.appendCodePoint(codePoint);
        }
    }

    /**
     * Manual formatting: a hostile text may consist of escapes only, and {@link String#format} takes a thousand times
     * as long.
     */
    private static void appendEscape(StringBuilder out, char unit) {
        out.append("\\u");
        HEX.toHexDigits(out, (byte) (unit >> 8));
        HEX.toHexDigits(out, (byte) unit);
    }
}

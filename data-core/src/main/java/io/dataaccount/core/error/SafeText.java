package io.dataaccount.core.error;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Text of others as a log line may have it. Control characters (among them line ends and terminal escapes), line
 * separators, bidirectional and other format marks, and halves of surrogate pairs become {@code \}{@code uXXXX}, so that a
 * line neither ends early, nor moves a cursor, nor looks other than it is.
 *
 * @see <a href="https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing">Unicode TR 36, bidirectional text</a>
 */
public final class SafeText {
    /** The longest text that {@link #line} keeps whole, in UTF-16 units. */
    public static final int MAX_LINE_LENGTH = 32_768;

    /** The longest text that {@link #echo} keeps whole, in code points. */
    public static final int MAX_ECHO_LENGTH = 100;

    private static final HexFormat HEX = HexFormat.of();

    private SafeText() {}

    /**
     * The text as a part of a log line. Quotes are escaped too, as {@code \}{@code u0022}, so that it cannot look like a
     * {@code key="value"} beside it. Text that is safe already stays as it is.
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
     * The text between quotes, as the value of a {@code key="value"}: like a JSON string, with {@code \"} and {@code \\}.
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

    /** A JSON text of one line, equal to every reader of JSON, whose strings have nothing unescaped that is not safe. */
    public static String json(String json) {
        StringBuilder safe = new StringBuilder(json.length());
        json.codePoints().forEach(c -> append(safe, c, false));
        return safe.toString();
    }

    /**
     * What a caller sent, as a sentence of an error may repeat it: printable, and cut after {@link #MAX_ECHO_LENGTH} code
     * points.
     */
    public static String echo(String text) {
        return text.codePointCount(0, text.length()) <= MAX_ECHO_LENGTH
                ? printable(text)
                : printable(text.substring(0, text.offsetByCodePoints(0, MAX_ECHO_LENGTH))) + "…";
    }

    /** The text with an escape for everything that is not printable; quotes stay. */
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

    /** Whether the character is one that becomes an escape. */
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
     * Whether the code point is no character and never will be, so that no text is to have it.
     *
     * @see <a href="https://www.unicode.org/versions/Unicode16.0.0/core-spec/chapter-23/#G12612">Noncharacters</a>
     */
    public static boolean isNoncharacter(int codePoint) {
        return (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
    }

    /**
     * The exception as a log may have it: the same one, or a copy with the same stack trace if the message of any of its
     * causes is not safe or too long.
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

    /** By hand: a hostile text is nothing but escapes, and {@link String#format} takes a thousand times as long. */
    private static void appendEscape(StringBuilder out, char unit) {
        out.append("\\u");
        HEX.toHexDigits(out, (byte) (unit >> 8));
        HEX.toHexDigits(out, (byte) unit);
    }
}

package io.dataaccount.core.error;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A value that the caller must change. The sentence is made of the field, the value and the rule it breaks, so a value
 * type can refuse its text and whoever knows the field's name on the wire can put it right with {@link #at}.
 */
public final class InvalidInput extends DataException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_ECHO = 100;

    private final @Nullable String value;
    private final String rule;

    /** @param rule continues the sentence, such as {@code must be 12 digits} */
    public InvalidInput(String field, String value, String rule) {
        this(ErrorCode.INVALID_INPUT, field, value, rule);
    }

    public InvalidInput(ErrorCode code, String field, @Nullable String value, String rule) {
        super(code, sentence(echo(field), value, rule), echo(field), null);
        this.value = value;
        this.rule = requireNonNull(rule, "rule is null");
    }

    /** For a value that is missing, too long to repeat, or nobody else's business. */
    public static InvalidInput withoutValue(String field, String rule) {
        return new InvalidInput(ErrorCode.INVALID_INPUT, field, null, rule);
    }

    /** The same refusal under the name that the field has in this request. */
    public InvalidInput at(String field) {
        return new InvalidInput(code(), field, value, rule);
    }

    private static String sentence(String field, @Nullable String value, String rule) {
        String end = rule.endsWith("?") ? "" : ".";
        return value == null ? field + " " + rule + end : field + " '" + echo(value) + "' " + rule + end;
    }

    /** What the caller sent, made safe for a log line and short enough for a sentence. */
    private static String echo(String value) {
        String start = value.codePointCount(0, value.length()) <= LONGEST_ECHO
                ? value
                : value.substring(0, value.offsetByCodePoints(0, LONGEST_ECHO)) + "…";
        StringBuilder safe = new StringBuilder(start.length());
        start.codePoints().forEach(c -> {
            if (SafeText.isEscaped(c) || SafeText.isNoncharacter(c)) {
                safe.append(String.format(c > 0xFFFF ? "\\u{%x}" : "\\u%04x", c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }
}

package io.dataaccount.core.error;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * An invalid value that the caller must change. The sentence consists of the field, the value and the rule that it
 * breaks. So a value type can refuse its text without knowing the field, and code that knows the field's name in the
 * request sets it with {@link #at}.
 *
 * <p>It has no stack trace and builds its sentence on demand, because a batch may cause 10,000 of them.
 */
public final class InvalidInputException extends DataException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String value;
    private final String rule;

    /**
     * An error with the code INVALID_INPUT.
     *
     * @param field the name of the field
     * @param value the invalid value, which the sentence repeats
     * @param rule continues the sentence, such as {@code must be 12 digits}
     */
    public InvalidInputException(String field, String value, String rule) {
        this(ErrorCode.INVALID_INPUT, field, value, rule);
    }

    /**
     * An error with another code.
     *
     * @param code the error code
     * @param field the name of the field
     * @param value the invalid value, which the sentence repeats, or null to leave it out
     * @param rule continues the sentence, such as {@code is required}
     */
    public InvalidInputException(ErrorCode code, String field, @Nullable String value, String rule) {
        super(field, code);
        this.value = value;
        this.rule = requireNonNull(rule, "rule is null");
    }

    /** An error with the code INVALID_INPUT for a value that is missing, too long to repeat, or a secret. */
    public static InvalidInputException withoutValue(String field, String rule) {
        return new InvalidInputException(ErrorCode.INVALID_INPUT, field, null, rule);
    }

    /** A copy with the name that the field has in the request. */
    public InvalidInputException at(String field) {
        return new InvalidInputException(code(), field, value, rule);
    }

    @Override
    public String getMessage() {
        String name = field().orElseThrow();
        String end = rule.endsWith("?") ? "" : ".";
        return value == null ? name + " " + rule + end : name + " '" + SafeText.echo(value) + "' " + rule + end;
    }
}

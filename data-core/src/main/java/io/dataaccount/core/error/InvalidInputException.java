package io.dataaccount.core.error;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A value that the caller must change. The sentence is made of the field, the value and the rule it breaks, so a value
 * type can refuse its text and whoever knows the field's name on the wire can put it right with {@link #at}.
 *
 * <p>It has no stack trace, and makes its sentence when it is asked for: a batch may have 10,000 of them.
 */
public final class InvalidInputException extends DataException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String value;
    private final String rule;

    /** @param rule continues the sentence, such as {@code must be 12 digits} */
    public InvalidInputException(String field, String value, String rule) {
        this(ErrorCode.INVALID_INPUT, field, value, rule);
    }

    public InvalidInputException(ErrorCode code, String field, @Nullable String value, String rule) {
        super(field, code);
        this.value = value;
        this.rule = requireNonNull(rule, "rule is null");
    }

    /** For a value that is missing, too long to repeat, or nobody else's business. */
    public static InvalidInputException withoutValue(String field, String rule) {
        return new InvalidInputException(ErrorCode.INVALID_INPUT, field, null, rule);
    }

    /** The same refusal under the name that the field has in this request. */
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

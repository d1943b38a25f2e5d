package io.dataaccount.core.model.usecase;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Id of a use case: 1 to 128 letters, digits or characters of {@code . _ -}, not beginning with a dot. Every gateway
 * passes these characters in a path unchanged. {@code global} is reserved for roles that apply to every use case. It is
 * reserved in upper and lower case, because people would confuse the two.
 */
public record UsecaseId(String value) {
    /** The reserved word for every use case in role assignments; see {@code RoleScope}. */
    public static final String RESERVED = "global";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");
    private static final Pattern AT_THE_ENDS = Pattern.compile("^[._-]+|[._-]+$");
    private static final Pattern REPEATED = Pattern.compile("([._-])\\1+");

    /** @throws InvalidInputException {@code usecase_id}, if the value breaks a rule */
    public UsecaseId {
        requireNonNull(value, "value is null");
        if (value.equalsIgnoreCase(RESERVED)) {
            throw new InvalidInputException(
                    "usecase_id",
                    value,
                    "is reserved, in upper and lower case, for roles that apply to every use case: choose another");
        }
        if (!FORM.matcher(value).matches()) {
            throw new InvalidInputException(
                    "usecase_id", value, "must be 1 to 128 of A-Z a-z 0-9 . _ - and not begin with a dot");
        }
    }

    /** A new id: a random UUID (version 4). */
    public static UsecaseId random() {
        return new UsecaseId(UUID.randomUUID().toString());
    }

    /**
     * Checks the additional rules for the id of a new use case. Older use cases may have an id that breaks them, and
     * keep it.
     *
     * @throws InvalidInputException {@code usecase_id}, if the id ends with a dot, has two dots in a row, or looks like
     *     {@code global}
     */
    public void checkNew() {
        if (value.endsWith(".") || value.contains("..")) {
            throw new InvalidInputException(
                    "usecase_id",
                    value,
                    "must not end with a dot or have two dots in a row, because it would look like another id in URLs"
                            + " and logs: choose another");
        }
        String letters = value.replace('0', 'o').replace('1', 'l').replace('I', 'l');
        if (shape(letters).equals(RESERVED)) {
            throw new InvalidInputException(
                    "usecase_id",
                    value,
                    "looks like global, which is reserved for roles that apply to every use case: choose another");
        }
    }

    /**
     * Whether people could confuse the two ids: they differ only in the case of letters, in separators at the ends, or
     * in how often a separator is repeated.
     */
    public boolean looksLike(UsecaseId other) {
        return shape(value).equals(shape(other.value));
    }

    private static String shape(String id) {
        String once = REPEATED.matcher(id.toLowerCase(Locale.ROOT)).replaceAll("$1");
        return AT_THE_ENDS.matcher(once).replaceAll("");
    }

    @Override
    public String toString() {
        return value;
    }
}

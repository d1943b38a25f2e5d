package io.dataaccount.core.model.usecase;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Id of a use case: 1 to 128 of letters, digits and {@code . _ -}, which every gateway hands over unchanged in a path. {@code
 * global} is reserved for roles that count in every use case, in every spelling, since people would confuse the two.
 */
public record UsecaseId(String value) {
    /** Names every use case at once where a role is given; see {@code RoleScope}. */
    public static final String RESERVED = "global";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");
    private static final Pattern AT_THE_ENDS = Pattern.compile("^[._-]+|[._-]+$");
    private static final Pattern REPEATED = Pattern.compile("([._-])\\1+");

    public UsecaseId {
        requireNonNull(value, "value is null");
        if (value.equalsIgnoreCase(RESERVED)) {
            throw new InvalidInputException(
                    "usecase_id",
                    value,
                    "is kept for roles that count in every use case, however it is capitalised: choose another");
        }
        if (!FORM.matcher(value).matches()) {
            throw new InvalidInputException(
                    "usecase_id", value, "must be 1 to 128 of A-Z a-z 0-9 . _ - and not begin with a dot");
        }
    }

    public static UsecaseId random() {
        return new UsecaseId(UUID.randomUUID().toString());
    }

    /**
     * Checks the rules for the id of a new use case. Older use cases may have an id that breaks them, and keep it.
     *
     * @throws InvalidInputException if the id ends with a dot, has two dots in a row, or looks like {@code global}
     */
    public void checkNew() {
        if (value.endsWith(".") || value.contains("..")) {
            throw new InvalidInputException(
                    "usecase_id",
                    value,
                    "must not end with a dot or have two dots in a row, since it would look like another id in URLs and"
                            + " logs: choose another");
        }
        String letters = value.replace('0', 'o').replace('1', 'l').replace('I', 'l');
        if (shape(letters).equals(RESERVED)) {
            throw new InvalidInputException(
                    "usecase_id",
                    value,
                    "looks like global, which is kept for roles that count in every use case: choose another");
        }
    }

    /**
     * Whether people take one for the other: the two differ in nothing but the case of letters, separators at the ends, and
     * how often a separator is repeated.
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

package io.dataaccount.core.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.core.Internal;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.record.PlainValues;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The limits for the further attributes of a use case. They ensure that every record fits into a DynamoDB item, and
 * every change into a DynamoDB expression. A stored attribute that breaks a rule stays readable.
 *
 * @see
 *     <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">Quotas of DynamoDB</a>
 */
@Internal
public final class AttributeRules {
    /** The maximum number of attributes of a use case, and of attributes that one call adds or changes. */
    public static final int MAX_ATTRIBUTES = 100;

    /** The maximum number of attributes that one call names, including those that it does not change. */
    static final int MAX_NAMED = 1_000;

    /** The maximum size of a string, or of a name in a map, in bytes of UTF-8. */
    public static final int MAX_STRING_BYTES = 8_192;

    /** The maximum number of elements of a list or entries of a map. */
    public static final int MAX_ELEMENTS = 200;

    /** The maximum size of all names and values of a use case, and of one change, in bytes of UTF-8. */
    public static final int MAX_BYTES = 65_536;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");

    private AttributeRules() {}

    /**
     * Checks how many attributes one call names, changed or not.
     *
     * @throws InvalidInputException {@code attributes}, if there are more than 1,000
     */
    public static void checkNamed(int attributes) {
        checkNumber(attributes, MAX_NAMED);
    }

    private static void checkNumber(int attributes, int max) {
        if (attributes > max) {
            throw new InvalidInputException(
                    "attributes",
                    attributes + " fields beside the known ones",
                    "must be at most " + max + ": leave some out");
        }
    }

    /**
     * Checks the attributes that one call adds or changes.
     *
     * @throws InvalidInputException with the first attribute that breaks a rule, or {@code attributes} for their number
     *     or total size
     */
    public static void check(Map<String, ? extends @Nullable Object> attributes) {
        checkNumber(attributes.size(), MAX_ATTRIBUTES);
        attributes.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                throw new InvalidInputException(
                        "attribute",
                        name,
                        "must be a name of 1 to 128 of A-Z a-z 0-9 _ . : - and no other characters:"
                                + " rename it or leave it out");
            }
            checkValue(name, value);
        });
        checkBytes(bytes(attributes));
    }

    /**
     * Checks all attributes of a use case after a change. A use case that has too many already may get fewer, but not
     * more.
     *
     * @throws InvalidInputException {@code attributes}, if there are too many or if they are too large
     */
    static void checkChange(Map<String, Object> before, Map<String, Object> after) {
        if (after.size() > MAX_ATTRIBUTES && after.size() > before.size()) {
            throw new InvalidInputException(
                    "attributes",
                    after.size() + " in all after this change",
                    "must be at most " + MAX_ATTRIBUTES + " in a use case: remove others with null in the same call");
        }
        long bytes = bytes(after);
        if (bytes > bytes(before)) {
            checkBytes(bytes);
        }
    }

    private static void checkBytes(long bytes) {
        if (bytes > MAX_BYTES) {
            throw new InvalidInputException(
                    "attributes",
                    bytes + " bytes in all",
                    "must be at most " + MAX_BYTES + " bytes of UTF-8, names and values: keep large values elsewhere");
        }
    }

    private static void checkValue(String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            checkElements(name, map.size());
            map.forEach((key, element) -> {
                checkString(name, String.valueOf(key));
                checkValue(name, element);
            });
        } else if (value instanceof List<?> list) {
            checkElements(name, list.size());
            list.forEach(element -> checkValue(name, element));
        } else if (value instanceof String text) {
            checkString(name, text);
        }
    }

    private static void checkElements(String name, int elements) {
        if (elements > MAX_ELEMENTS) {
            throw new InvalidInputException(
                    name,
                    elements + " elements",
                    "must be at most " + MAX_ELEMENTS + " elements: keep long lists elsewhere");
        }
    }

    private static void checkString(String name, String text) {
        if (bytes(text) > MAX_STRING_BYTES) {
            throw new InvalidInputException(
                    name,
                    text,
                    "must be at most " + MAX_STRING_BYTES + " bytes of UTF-8 per string: keep long texts elsewhere");
        }
    }

    private static long bytes(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .mapToLong(entry -> bytes(entry.getKey()) + bytes(entry.getValue()))
                    .sum();
        }
        if (value instanceof List<?> list) {
            return list.stream().mapToLong(AttributeRules::bytes).sum();
        }
        if (value instanceof Number number && PlainValues.isFinite(number)) {
            return bytes(number);
        }
        return value == null ? 0 : value.toString().getBytes(UTF_8).length;
    }

    /** The digits that the number has when written out, because DynamoDB returns 9E+125 with all zeros. */
    private static long bytes(Number number) {
        BigDecimal exact = new BigDecimal(number.toString());
        long whole = exact.precision() - (long) exact.scale();
        return Math.max(number.toString().length(), exact.signum() == 0 ? 1 : whole);
    }
}

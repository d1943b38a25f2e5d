package io.dataaccount.core.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.record.PlainValues;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the further attributes of a use case may be, so that every record fits in an item of DynamoDB and every change in one
 * of its expressions. An attribute that is stored already and breaks a rule stays readable.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">Quotas of DynamoDB</a>
 */
public final class AttributeRules {
    /** The most attributes of a use case, and the most that one call adds or changes. */
    public static final int MAX_ATTRIBUTES = 100;

    /** The most attributes that one call names, those included that it does not change. */
    static final int MAX_NAMED = 1_000;

    /** The longest string, or name in a map, in bytes of UTF-8. */
    public static final int MAX_STRING_BYTES = 8_192;

    /** The most elements of a list, or entries of a map. */
    public static final int MAX_ELEMENTS = 200;

    /** All names and values of a use case, and of one change, in bytes of UTF-8. */
    public static final int MAX_BYTES = 65_536;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");

    private AttributeRules() {}

    /** @throws InvalidInputException if one call names more, changed or not */
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
     * Checks what one call adds or changes.
     *
     * @throws InvalidInputException naming the first attribute that breaks a rule
     */
    public static void check(Map<String, ? extends @Nullable Object> attributes) {
        checkNumber(attributes.size(), MAX_ATTRIBUTES);
        attributes.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                throw new InvalidInputException(
                        "attribute",
                        name,
                        "must be a name of 1 to 128 of A-Z a-z 0-9 _ . : - and no other characters: rename it or leave it out");
            }
            checkValue(name, value);
        });
        checkBytes(bytes(attributes));
    }

    /**
     * Checks what a use case has in all after a change. One that has too many already may have fewer, and not more.
     *
     * @throws InvalidInputException if there are too many attributes, or if they are too large
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
                    "must be at most " + MAX_STRING_BYTES + " bytes of UTF-8 a string: keep long texts elsewhere");
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

    /** DynamoDB gives 9E+125 back with all its zeros. */
    private static long bytes(Number number) {
        BigDecimal exact = new BigDecimal(number.toString());
        long whole = exact.precision() - (long) exact.scale();
        return Math.max(number.toString().length(), exact.signum() == 0 ? 1 : whole);
    }
}

package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.InvalidInputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Converts between plain Java values and attribute values of DynamoDB.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">
 *     Data types</a>
 */
final class AttributeValues {
    private static final int MAX_DIGITS = 38;
    private static final int MIN_EXPONENT = -130;
    private static final int MAX_EXPONENT = 125;

    private AttributeValues() {}

    /**
     * The item as a record for {@code UsecaseRecord.read}. Binary values and sets have no plain form; they stay
     * {@link AttributeValue}s.
     */
    static Map<String, @Nullable Object> record(Map<String, AttributeValue> item) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        item.forEach((name, value) -> record.put(name, plain(value)));
        return record;
    }

    /** The SDK gives null for an attribute value that another server sends as null. */
    private static @Nullable Object plain(@Nullable AttributeValue value) {
        if (value == null) {
            return null;
        }
        return switch (value.type()) {
            case S -> value.s();
            case N -> number(value.n());
            case BOOL -> value.bool();
            case NUL -> null;
            case M -> record(value.m());
            case L -> list(value.l());
            default -> value;
        };
    }

    private static List<@Nullable Object> list(List<AttributeValue> values) {
        List<@Nullable Object> list = new ArrayList<>(values.size());
        values.forEach(value -> list.add(plain(value)));
        return list;
    }

    /** @throws DataException UNAVAILABLE if DynamoDB cannot store the number, so that it comes from another server */
    private static Number number(String text) {
        BigDecimal number;
        try {
            number = new BigDecimal(text).stripTrailingZeros();
        } catch (NumberFormatException e) {
            throw noNumber(e);
        }
        if (!isInRange(number)) {
            throw noNumber(null); // with all its digits it may be larger than the memory
        }
        if (number.scale() > 0) {
            return new BigDecimal(text);
        }
        BigInteger whole = number.toBigIntegerExact();
        return whole.bitLength() < Long.SIZE ? (Number) whole.longValue() : whole;
    }

    private static DataException noNumber(@Nullable Throwable cause) {
        return new DataException(
                ErrorCode.UNAVAILABLE,
                "The response of DynamoDB has a number that DynamoDB cannot store: try again. If the error persists, check"
                        + " that the server's endpoint is DynamoDB.",
                cause);
    }

    private static boolean isInRange(BigDecimal stripped) {
        long exponent = stripped.precision() - (long) stripped.scale() - 1;
        return stripped.signum() == 0 || (exponent >= MIN_EXPONENT && exponent <= MAX_EXPONENT);
    }

    /**
     * The record as an item.
     *
     * @throws InvalidInputException if DynamoDB cannot store a value
     */
    static Map<String, AttributeValue> item(Map<String, Object> record) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        record.forEach((name, value) -> item.put(name, of(name, value)));
        return item;
    }

    /**
     * The value as an attribute value.
     *
     * @param field the name for the error, because errors of DynamoDB do not contain it
     * @throws InvalidInputException if DynamoDB cannot store the value
     */
    static AttributeValue of(String field, Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, AttributeValue> values = new LinkedHashMap<>();
            map.forEach((name, element) -> values.put(nested(field, name.toString()), of(field, element)));
            return AttributeValue.fromM(values);
        }
        if (value instanceof List<?> list) {
            return AttributeValue.fromL(
                    list.stream().map(element -> of(field, element)).toList());
        }
        if (value instanceof Number number) {
            return AttributeValue.fromN(decimal(field, number));
        }
        return value instanceof Boolean flag ? AttributeValue.fromBool(flag) : AttributeValue.fromS(value.toString());
    }

    private static String nested(String field, String name) {
        if (name.isEmpty()) {
            throw InvalidInputException.withoutValue(field, "must not be a map with an empty name");
        }
        return name;
    }

    private static String decimal(String field, Number number) {
        BigDecimal exact = new BigDecimal(number.toString()).stripTrailingZeros();
        if (exact.precision() > MAX_DIGITS || !isInRange(exact)) {
            throw InvalidInputException.withoutValue(
                    field,
                    "must be a number of at most 38 digits, between 1E-130 and 1E+126: send other numbers as strings");
        }
        return exact.toString();
    }
}

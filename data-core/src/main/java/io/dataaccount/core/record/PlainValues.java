package io.dataaccount.core.record;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that a record can hold: strings, finite numbers, booleans, and flat maps and lists of them. */
public final class PlainValues {
    private PlainValues() {}

    static boolean isPlain(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.keySet().stream().allMatch(String.class::isInstance)
                    && map.values().stream().allMatch(PlainValues::isScalar);
        }
        if (value instanceof List<?> list) {
            return list.stream().allMatch(PlainValues::isScalar);
        }
        return isScalar(value);
    }

    private static boolean isScalar(@Nullable Object value) {
        if (value instanceof Number number) {
            return isFinite(number);
        }
        return value instanceof String || value instanceof Boolean;
    }

    /** Whether the number is finite: neither infinite nor NaN. */
    public static boolean isFinite(Number number) {
        return !(number instanceof Double || number instanceof Float) || Double.isFinite(number.doubleValue());
    }

    /** Whether the two values are equal. Numbers are equal if their values are, regardless of their types. */
    public static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number left && other instanceof Number right) {
            return decimal(left).compareTo(decimal(right)) == 0;
        }
        if (one instanceof List<?> left && other instanceof List<?> right) {
            return sameElements(left, right);
        }
        if (one instanceof Map<?, ?> left && other instanceof Map<?, ?> right) {
            return left.keySet().equals(right.keySet())
                    && left.entrySet().stream().allMatch(entry -> same(entry.getValue(), right.get(entry.getKey())));
        }
        return one != null && one.equals(other);
    }

    private static boolean sameElements(List<?> left, List<?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        Iterator<?> others = right.iterator();
        return left.stream().allMatch(element -> same(element, others.next()));
    }

    static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
    }
}

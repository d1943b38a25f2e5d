package io.dataaccount.core.rest;

import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.service.FieldUpdate;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object or a query, read strictly: an unknown, missing, ill-typed or repeated field is an error
 * that names it. Unknown fields are checked first, because a misspelled name is often the reason why another field is
 * missing.
 */
final class RequestFields {
    private final Map<String, @Nullable Object> values;
    private final String where;

    private RequestFields(Map<String, @Nullable Object> values, String where) {
        this.values = values;
        this.where = where;
    }

    /**
     * @param object the JSON object
     * @param where the text before names in errors, such as {@code files[3].}
     * @param known the permitted names
     */
    static RequestFields of(Map<String, @Nullable Object> object, String where, List<String> known) {
        object.keySet().forEach(name -> refuseUnknown(where, name, known));
        return new RequestFields(object, where);
    }

    /** The fields of an object that may have further fields; see {@link #others}. */
    static RequestFields open(Map<String, @Nullable Object> object) {
        return new RequestFields(object, "");
    }

    static RequestFields ofQuery(Map<String, List<String>> query, List<String> known) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        query.forEach((name, given) -> {
            refuseUnknown("", name, known);
            if (given.size() != 1) {
                throw InvalidInputException.withoutValue(name, "is given " + given.size() + " times: give it once");
            }
            values.put(name, given.get(0));
        });
        return new RequestFields(values, "");
    }

    private static void refuseUnknown(String where, String name, List<String> known) {
        if (!known.contains(name)) {
            String hint = SimilarName.of(name, known)
                    .map(meant -> "did you mean " + meant + "?")
                    .orElse(known.isEmpty() ? "the call accepts none" : "the call accepts " + String.join(", ", known));
            throw new InvalidInputException(ErrorCode.UNKNOWN_FIELD, where + name, null, "is unknown: " + hint);
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    <T> T required(String name, Function<String, T> parse) {
        if (!has(name)) {
            throw InvalidInputException.withoutValue(where + name, "is missing: it is required");
        }
        return parse(name, parse);
    }

    <T> @Nullable T optional(String name, Function<String, T> parse) {
        return has(name) ? parse(name, parse) : null;
    }

    <T> T optional(String name, Function<String, T> parse, T otherwise) {
        return has(name) ? parse(name, parse) : otherwise;
    }

    /** The change of a field that null clears. */
    <T> FieldUpdate<T> change(String name, Function<String, T> parse) {
        if (!has(name)) {
            return FieldUpdate.none();
        }
        return values.get(name) == null ? FieldUpdate.to(null) : FieldUpdate.to(parse(name, parse));
    }

    boolean bool(String name, boolean otherwise) {
        Object value = has(name) ? values.get(name) : Boolean.valueOf(otherwise);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw illTyped(name, "true or false", value);
    }

    /** An integer, or null if the field is missing. */
    @Nullable
    Long integer(String name) {
        if (!has(name)) {
            return null;
        }
        Object value = values.get(name);
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value instanceof BigInteger big) {
            throw new InvalidInputException(where + name, big.toString(), "is too large");
        }
        throw illTyped(name, "an integer", value);
    }

    /** An integer of a query, written in digits; null if the parameter is missing. */
    @Nullable
    Integer digits(String name) {
        return optional(name, text -> {
            if (!text.matches("[0-9]{1,9}")) {
                throw new InvalidInputException(where + name, text, "must be an integer in digits");
            }
            return Integer.valueOf(text);
        });
    }

    List<?> list(String name) {
        if (!has(name)) {
            throw InvalidInputException.withoutValue(where + name, "is missing: it is required");
        }
        if (values.get(name) instanceof List<?> list) {
            return list;
        }
        throw illTyped(name, "a list", values.get(name));
    }

    /** The fields of the object other than the given names. */
    Map<String, @Nullable Object> others(List<String> names) {
        Map<String, @Nullable Object> others = new LinkedHashMap<>(values);
        names.forEach(others::remove);
        return others;
    }

    private <T> T parse(String name, Function<String, T> parse) {
        if (!(values.get(name) instanceof String text)) {
            throw illTyped(name, "a string", values.get(name));
        }
        try {
            return parse.apply(text);
        } catch (InvalidInputException e) {
            throw e.at(where + name);
        }
    }

    private InvalidInputException illTyped(String name, String wanted, @Nullable Object value) {
        return InvalidInputException.withoutValue(where + name, "must be " + wanted + ", not " + kind(value));
    }

    static String kind(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String) {
            return "a string";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        if (value instanceof Number) {
            return "a number";
        }
        return value instanceof List ? "a list" : "an object";
    }
}

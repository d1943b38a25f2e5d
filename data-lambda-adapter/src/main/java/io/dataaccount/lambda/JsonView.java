package io.dataaccount.lambda;

import io.dataaccount.core.error.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of an event. A member that is null counts as missing, because gateways send both forms.
 *
 * @param members the members by name
 */
record JsonView(Map<?, ?> members) {
    /** The object; an empty one if the value is anything else. */
    static JsonView of(@Nullable Object value) {
        return new JsonView(value instanceof Map<?, ?> members ? members : Map.of());
    }

    boolean has(String name) {
        return members.get(name) != null;
    }

    boolean hasObject(String name) {
        return members.get(name) instanceof Map;
    }

    @Nullable
    Object value(String name) {
        return members.get(name);
    }

    /** The member if it is an object; an empty object otherwise. */
    JsonView object(String name) {
        return of(members.get(name));
    }

    /**
     * The member; empty if it is missing.
     *
     * @throws InvalidInputException if it is not a string
     */
    Optional<String> text(String name) {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(text(name, value));
    }

    /** @throws InvalidInputException if the member is missing or not a string */
    String required(String name) {
        return text(name).orElseThrow(() -> InvalidInputException.withoutValue(name, "is missing in the event"));
    }

    /**
     * The member; false if it is missing.
     *
     * @throws InvalidInputException if it is not a boolean
     */
    boolean flag(String name) {
        Object value = members.get(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw InvalidInputException.withoutValue(name, "must be true or false in the event");
    }

    /**
     * The member, an object whose members are strings or lists of strings, in the order of the event. Empty if it is
     * missing.
     *
     * @throws InvalidInputException if it is anything else
     */
    Map<String, List<String>> lists(String name) {
        if (has(name) && !hasObject(name)) {
            throw InvalidInputException.withoutValue(name, "must be an object in the event");
        }
        Map<String, List<String>> lists = new LinkedHashMap<>();
        object(name).members().forEach((key, value) -> lists.put(String.valueOf(key), list(name, value)));
        return lists;
    }

    private static List<String> list(String name, @Nullable Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof List<?> values) {
            values.forEach(each -> texts.add(text(name, each)));
        } else {
            texts.add(text(name, value));
        }
        return texts;
    }

    private static String text(String name, @Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw InvalidInputException.withoutValue(name, "must be a string in the event");
    }
}

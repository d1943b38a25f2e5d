package io.dataaccount.core.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds a JSON object. Null and empty values are left out. */
final class JsonObjectBuilder {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    JsonObjectBuilder put(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    /** Adds the value as a string, unless it is null. */
    JsonObjectBuilder putText(String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value.toString());
        }
        return this;
    }

    JsonObjectBuilder putText(String name, Optional<?> value) {
        return putText(name, value.orElse(null));
    }

    Map<String, Object> done() {
        return fields;
    }
}

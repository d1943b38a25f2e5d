package io.dataaccount.core.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds a JSON object; a field without a value is left out. */
final class JsonObjectBuilder {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    JsonObjectBuilder put(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    /** Writes the value as its text. */
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

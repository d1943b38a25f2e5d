package io.dataaccount.core.service;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of one field: none, a new value, or null to clear the field.
 *
 * @param given whether the call has the field
 * @param value the new value, or null to clear the field
 */
public record FieldUpdate<T>(boolean given, @Nullable T value) {
    /** No change. */
    public static <T> FieldUpdate<T> none() {
        return new FieldUpdate<>(false, null);
    }

    /** A new value, or null to clear the field. */
    public static <T> FieldUpdate<T> to(@Nullable T value) {
        return new FieldUpdate<>(true, value);
    }

    /** The names of the fields that the call has. */
    static List<String> given(List<? extends Map.Entry<String, ? extends FieldUpdate<?>>> byName) {
        return byName.stream()
                .filter(each -> each.getValue().given())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The field after the change. */
    @Nullable
    T applyTo(@Nullable T stored) {
        return given ? value : stored;
    }
}

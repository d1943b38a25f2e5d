package io.dataaccount.core.service;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a call does to one field: nothing, or sets it, or, with a null, clears it.
 *
 * @param given whether the call has the field at all
 */
public record FieldUpdate<T>(boolean given, @Nullable T value) {
    public static <T> FieldUpdate<T> none() {
        return new FieldUpdate<>(false, null);
    }

    public static <T> FieldUpdate<T> to(@Nullable T value) {
        return new FieldUpdate<>(true, value);
    }

    /** The names of those that the call has. */
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

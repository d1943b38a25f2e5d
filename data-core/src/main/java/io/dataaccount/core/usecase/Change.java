package io.dataaccount.core.usecase;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a call does to one field: nothing, or sets it, or, with a null, clears it.
 *
 * @param given whether the call has the field at all
 */
public record Change<T>(boolean given, @Nullable T value) {
    public static <T> Change<T> none() {
        return new Change<>(false, null);
    }

    public static <T> Change<T> to(@Nullable T value) {
        return new Change<>(true, value);
    }

    /** The names of those that the call has. */
    static List<String> given(List<? extends Map.Entry<String, ? extends Change<?>>> byName) {
        return byName.stream()
                .filter(each -> each.getValue().given())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The field after the change. */
    @Nullable
    T on(@Nullable T stored) {
        return given ? value : stored;
    }
}

package io.dataaccount.core.usecase;

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

    /** The field after the change. */
    @Nullable
    T on(@Nullable T stored) {
        return given ? value : stored;
    }
}

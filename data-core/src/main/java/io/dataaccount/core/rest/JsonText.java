package io.dataaccount.core.rest;

import io.dataaccount.core.error.DataException;
import org.jspecify.annotations.Nullable;

/**
 * JSON as text and as a plain tree of {@code Map<String, Object>}, {@code List<Object>}, {@code String},
 * {@code Number}, {@code Boolean} and null. Each door brings its own library for it. Safe for use by many threads.
 */
public interface JsonText {
    /**
     * Reads exactly one JSON text. Integers come as {@code Integer}, {@code Long} or {@code BigInteger}, other numbers as
     * {@code BigDecimal}, maps in the order of the text.
     *
     * @throws DataException MALFORMED_JSON if it is not one JSON text, has anything behind it, or nests deeper than 100;
     *     INVALID_INPUT with the field's name if an object has it twice
     */
    @Nullable
    Object read(String text);

    /** Writes the tree as UTF-8, maps in their own order. */
    byte[] write(Object tree);
}

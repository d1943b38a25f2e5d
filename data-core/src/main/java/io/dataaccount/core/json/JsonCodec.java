package io.dataaccount.core.json;

import io.dataaccount.core.error.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * JSON as text and as a plain tree of {@code Map<String, Object>}, {@code List<Object>}, {@code String},
 * {@code Number}, {@code Boolean} and null. Each door brings its own library for it. Safe for use by many threads.
 */
public interface JsonCodec {
    /**
     * Reads exactly one JSON text. Integers come as {@code Integer}, {@code Long} or {@code BigInteger}, other numbers as
     * {@code BigDecimal}, maps in the order of the text.
     *
     * @throws DataException MALFORMED_JSON if it is not one JSON text, has anything behind it, nests deeper than 100, or
     *     has more than 120,000 names, values, ends and beginnings;
     *     INVALID_INPUT with the field's name if an object has it twice, or for a number whose exponent is beyond 9999
     */
    @Nullable
    Object read(String text);

    /**
     * Writes the tree as UTF-8, maps in their own order. A list may be any {@code Iterable}, which is asked for an item when
     * the one before is written, and a string may be {@link RawJsonString}.
     *
     * @throws IOException if the stream does, which is left open
     */
    void write(Object tree, OutputStream out) throws IOException;

    /** Writes the tree into memory. */
    default byte[] write(Object tree) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try {
            write(tree, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not of this stream
        }
        return bytes.toByteArray();
    }

    /** A string of a tree that writes itself, as UTF-8 that needs no escaping any more between its quotes. */
    @FunctionalInterface
    interface RawJsonString {
        void writeTo(OutputStream out) throws IOException;
    }
}

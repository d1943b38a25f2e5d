package io.dataaccount.core.json;

import io.dataaccount.core.error.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Converts between JSON text and a plain tree of {@code Map<String, Object>}, {@code List<Object>}, {@code String},
 * {@code Number}, {@code Boolean} and null. The adapters supply the implementation. Safe for use by many threads.
 */
public interface JsonCodec {
    /**
     * Reads exactly one JSON text. Integers become {@code Integer}, {@code Long} or {@code BigInteger}, other numbers
     * become {@code BigDecimal}. Maps keep the order of the text.
     *
     * @throws DataException MALFORMED_JSON if it is not one JSON text, has further text after it, nests deeper than
     *     100, or has more than 120,000 names, values, ends and beginnings; INVALID_INPUT with the field's name if an
     *     object has a field twice, or for a number with an exponent beyond 9999
     */
    @Nullable
    Object read(String text);

    /**
     * Writes the tree as UTF-8. Maps keep their order. A list can be any {@code Iterable}; each item is requested only
     * after the item before it is written. A string can be a {@link RawJsonString}.
     *
     * @throws IOException if the stream throws it; the stream is not closed
     */
    void write(Object tree, OutputStream out) throws IOException;

    /** Writes the tree to a byte array. */
    default byte[] write(Object tree) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try {
            write(tree, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a byte array stream does not throw it
        }
        return bytes.toByteArray();
    }

    /** A string of a tree that writes itself as UTF-8. Its content needs no escaping. */
    @FunctionalInterface
    interface RawJsonString {
        /** Writes the content of the string, without quotes. Does not close the stream. */
        void writeTo(OutputStream out) throws IOException;
    }
}

package io.dataaccount.core.rest;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** The body of a response. It may be created while it is written, so it can be written only once, by one thread. */
public interface RestBody {
    /** An empty body. */
    RestBody EMPTY = of(new byte[0]);

    /** The length of a body that is created while it is written. */
    int UNKNOWN = -1;

    /**
     * Writes the whole body and does not close the stream. If this throws, the body is incomplete: an adapter that has
     * sent part of it must break the connection, so that the client does not take it for the whole.
     *
     * @throws IOException if the stream throws it
     */
    void writeTo(OutputStream out) throws IOException;

    /** The length in bytes, or {@link #UNKNOWN}. */
    int length();

    /** Writes the body to a byte array. */
    default byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a byte array stream does not throw it
        }
        return bytes.toByteArray();
    }

    /** A body of these bytes, which are not copied. */
    static RestBody of(byte[] bytes) {
        requireNonNull(bytes, "bytes is null");
        return new RestBody() {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }

            @Override
            public int length() {
                return bytes.length;
            }
        };
    }
}

package io.dataaccount.core.rest;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** What an answer carries. It is made at the latest while it is written, and so can be written once, by one thread. */
public interface RestBody {
    /** None. */
    RestBody EMPTY = of(new byte[0]);

    /** The length of a body that is made while it is written. */
    int UNKNOWN = -1;

    /**
     * Writes all of it, and leaves the stream open. Where this throws anything, what was written is not the whole: a
     * door that has sent some of it must break the connection, so that nobody takes it for that.
     *
     * @throws IOException if the stream does
     */
    void writeTo(OutputStream out) throws IOException;

    /** In bytes, or {@link #UNKNOWN}. */
    int length();

    /** Writes it into memory. */
    default byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not of this stream
        }
        return bytes.toByteArray();
    }

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

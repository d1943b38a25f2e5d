package io.dataaccount.core.rest;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body that is the same in every response, such as a file: its bytes are kept once, however many clients read them,
 * and compressed once. Unlike other bodies it can be written any number of times, by many threads at once.
 */
public final class SharedBody implements RestBody {
    private final byte[] bytes;
    private volatile @Nullable SharedBody gzipped;

    /** @param bytes are not copied, so nobody may change them from now on */
    public SharedBody(byte[] bytes) {
        this.bytes = requireNonNull(bytes, "bytes is null");
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    @Override
    public int length() {
        return bytes.length;
    }

    /** Whether a buffer shows these bytes themselves: whoever keeps it needs no copy, since they never change. */
    public boolean isShownBy(ByteBuffer buffer) {
        return buffer.hasArray() && buffer.array() == bytes;
    }

    /** The same, compressed. */
    public SharedBody gzipped() {
        SharedBody known = gzipped;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            SharedBody made = gzipped;
            if (made == null) {
                made = gzip();
                gzipped = made;
            }
            return made;
        }
    }

    private SharedBody gzip() {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory has no I/O errors
        }
        return new SharedBody(compressed.toByteArray());
    }
}

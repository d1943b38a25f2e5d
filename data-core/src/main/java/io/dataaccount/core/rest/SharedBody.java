package io.dataaccount.core.rest;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.Internal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body that is the same in every response, such as a file. Its bytes are stored once for all clients and compressed
 * once. Unlike other bodies it can be written any number of times, by many threads at the same time.
 */
@Internal
public final class SharedBody implements RestBody {
    private final byte[] bytes;
    private volatile @Nullable SharedBody gzipped;

    /** @param bytes not copied, so they must not change afterwards */
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

    /** Whether the buffer is backed by these bytes. They never change, so code that keeps the buffer needs no copy. */
    public boolean isShownBy(ByteBuffer buffer) {
        return buffer.hasArray() && buffer.array() == bytes;
    }

    /** The same body, compressed with gzip. */
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

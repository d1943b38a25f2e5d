package io.dataaccount.core.rest;

import io.dataaccount.core.Internal;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Compresses responses for clients that accept gzip. The URLs of a batch differ only in key and signature, and shrink
 * to less than a tenth.
 *
 * <p>Responses contain signed URLs next to text from the caller, which an attack by response length needs. Such an
 * attack also needs a browser that sends requests of another page with the caller's authority. The token is in a
 * header, which no browser sends by itself.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3">Accept-Encoding</a>
 * @see <a href="https://breachattack.com">BREACH</a>
 */
@Internal
public final class Compression {
    /** The minimum size to compress, in bytes: a shorter response fits into one packet anyway. */
    private static final int MIN_LENGTH = 1024;

    private Compression() {}

    /**
     * The response for a client, compressed if the client accepts it and the body is long enough.
     *
     * @param response the response of the call
     * @param acceptEncoding the client's header, or null; the values of several headers are joined with commas
     * @return the response with {@code Vary: Accept-Encoding}, or the same response if it is too short to compress
     */
    static RestResponse apply(RestResponse response, @Nullable String acceptEncoding) {
        int length = response.body().length();
        if (length != RestBody.UNKNOWN && length < MIN_LENGTH) {
            return response;
        }
        RestResponse varying = response.varyingBy("Accept-Encoding");
        return takesGzip(acceptEncoding)
                ? varying.with(Map.of("Content-Encoding", "gzip")).with(gzipped(response.body()))
                : varying;
    }

    private static RestBody gzipped(RestBody body) {
        return body instanceof SharedBody shared ? shared.gzipped() : new Gzipped(body);
    }

    /**
     * Whether the client accepts gzip.
     *
     * @param acceptEncoding the client's header, or null; the values of several headers are joined with commas
     */
    public static boolean takesGzip(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        boolean any = false;
        for (String each : acceptEncoding.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = each.split(";", 2);
            String coding = parts[0].strip();
            boolean taken = parts.length == 1 || !parts[1].strip().matches("q\\s*=\\s*0(\\.0*)?");
            if (coding.equals("gzip") || coding.equals("x-gzip")) {
                return taken;
            }
            any |= coding.equals("*") && taken;
        }
        return any;
    }

    private record Gzipped(RestBody body) implements RestBody {
        @Override
        public int length() {
            return UNKNOWN;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            Gzip gzip = new Gzip(out);
            try {
                body.writeTo(gzip);
                gzip.finish();
            } finally {
                gzip.end();
            }
        }
    }

    private static final class Gzip extends GZIPOutputStream {
        private static final int BUFFER_BYTES = 8192;

        Gzip(OutputStream out) throws IOException {
            super(out, BUFFER_BYTES);
            def.setLevel(Deflater.BEST_SPEED);
        }

        /** Frees the memory. If a body was cut off, this must not write the gzip trailer, as closing would. */
        void end() {
            def.end();
        }
    }
}

package io.dataaccount.core.rest;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Compresses answers for whoever takes gzip. URLs of one batch are alike but for key and signature, and shrink to less
 * than a tenth.
 *
 * <p>Answers have signed URLs beside text of the caller's, which is what attacks by the length of an answer need; but
 * they need a browser, too, that sends another's requests with the caller's authority. Ours is in a header, which no
 * browser sends by itself.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3">Accept-Encoding</a>
 * @see <a href="https://breachattack.com">BREACH</a>
 */
public final class Compression {
    /** In bytes: what is shorter fits into one packet as it is. */
    private static final int MIN_LENGTH = 1024;

    private Compression() {}

    /**
     * The answer for a client, compressed if it takes that and it is worth it.
     *
     * @param acceptEncoding the client's header, or null; of several their values as a list with commas
     */
    public static RestResponse apply(RestResponse response, @Nullable String acceptEncoding) {
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

    /** @param acceptEncoding the client's header, or null; of several their values as a list with commas */
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

        /** Frees the memory; of a body that broke off it must not write the end, as closing does. */
        void end() {
            def.end();
        }
    }
}

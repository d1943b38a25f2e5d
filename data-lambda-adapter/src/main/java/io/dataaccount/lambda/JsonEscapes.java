package io.dataaccount.lambda;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Escapes UTF-8 text for a JSON string while it is written to the underlying stream. For use by one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-7">Strings</a>
 */
final class JsonEscapes extends FilterOutputStream {
    JsonEscapes(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int end = from + length;
        int written = from;
        for (int i = from; i < end; i++) {
            byte b = bytes[i];
            if (b == '"' || b == '\\') {
                out.write(bytes, written, i - written);
                out.write('\\');
                written = i;
            } else if (b >= 0 && b < ' ') {
                out.write(bytes, written, i - written);
                out.write(String.format("\\u%04x", b).getBytes(US_ASCII));
                written = i + 1;
            }
        }
        out.write(bytes, written, end - written);
    }
}

package io.dataaccount.core.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * The text of a body in UTF-8. A byte order mark before it is ignored.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-8.1">RFC 8259, section 8.1</a>
 */
final class RequestText {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private RequestText() {}

    /** The number of bytes after the byte order mark. */
    static int length(byte[] body) {
        return body.length - start(body);
    }

    /** @throws DataException MALFORMED_JSON if the body is not UTF-8 */
    static String of(byte[] body) {
        if (isWide(body)) {
            throw new DataException(
                    ErrorCode.MALFORMED_JSON, "The body is in UTF-16 or UTF-32 and not in UTF-8: send it as UTF-8.");
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(body, start(body), length(body)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DataException(ErrorCode.MALFORMED_JSON, "The body is not valid UTF-8: send it as UTF-8.", e);
        }
    }

    private static int start(byte[] body) {
        return body.length >= MARK.length && body[0] == MARK[0] && body[1] == MARK[1] && body[2] == MARK[2]
                ? MARK.length
                : 0;
    }

    /**
     * Whether the body begins with the byte order mark of UTF-16 or UTF-32, or with an ASCII character in one of them.
     * A JSON text begins with an ASCII character, and has no zero byte in UTF-8.
     */
    private static boolean isWide(byte[] body) {
        if (body.length < 2) {
            return false;
        }
        return body[0] == 0
                || body[1] == 0
                || (body[0] == (byte) 0xFE && body[1] == (byte) 0xFF)
                || (body[0] == (byte) 0xFF && body[1] == (byte) 0xFE);
    }
}

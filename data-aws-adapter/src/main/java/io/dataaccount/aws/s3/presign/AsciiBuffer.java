package io.dataaccount.aws.s3.presign;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** A growing buffer of ASCII text, kept as bytes to be hashed or written. For use by one thread. */
final class AsciiBuffer {
    private static final byte[] UPPER = "0123456789ABCDEF".getBytes(ISO_8859_1);
    private static final byte[] LOWER = "0123456789abcdef".getBytes(ISO_8859_1);

    /** For each byte: the byte itself if it needs no percent-encoding in a path (RFC 3986, section 2.3), else 0. */
    private static final byte[] IN_PATH = new byte[256];

    /** The same for the value of a query parameter. */
    private static final byte[] IN_VALUE = new byte[256];

    /** The first and the second hexadecimal digit of each byte. */
    private static final byte[] HIGH = new byte[256];

    private static final byte[] LOW = new byte[256];

    static {
        for (char c = 'a'; c <= 'z'; c++) {
            IN_VALUE[c] = (byte) c;
            IN_VALUE[Character.toUpperCase(c)] = (byte) Character.toUpperCase(c);
        }
        for (char c : "0123456789-._~".toCharArray()) {
            IN_VALUE[c] = (byte) c;
        }
        System.arraycopy(IN_VALUE, 0, IN_PATH, 0, IN_VALUE.length);
        IN_PATH['/'] = '/';
        for (int i = 0; i < 256; i++) {
            HIGH[i] = LOWER[i >> 4];
            LOW[i] = LOWER[i & 15];
        }
    }

    private byte[] bytes;
    private int length;

    AsciiBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    AsciiBuffer clear() {
        return truncate(0);
    }

    /** Keeps the first bytes. */
    AsciiBuffer truncate(int newLength) {
        length = newLength;
        return this;
    }

    int length() {
        return length;
    }

    /** The array that contains the text from index 0 on. The buffer uses another array after it has grown. */
    byte[] array() {
        return bytes;
    }

    AsciiBuffer put(char c) {
        ensureCapacity(1);
        bytes[length++] = (byte) c;
        return this;
    }

    /**
     * Uses the only method that copies a String into an existing array. It is deprecated because it drops the high byte
     * of each character, which is 0 in ASCII.
     */
    @SuppressWarnings("deprecation")
    AsciiBuffer put(String text) {
        ensureCapacity(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
        return this;
    }

    AsciiBuffer put(byte[] text) {
        return put(text, 0, text.length);
    }

    AsciiBuffer put(byte[] text, int from, int to) {
        ensureCapacity(to - from);
        System.arraycopy(text, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    /** Appends an object key, percent-encoded as UTF-8 except for slashes. */
    AsciiBuffer putPath(String text) {
        return putEncoded(text, IN_PATH);
    }

    /** Appends a name or value of a query parameter, percent-encoded as UTF-8. */
    AsciiBuffer putValue(String text) {
        return putEncoded(text, IN_VALUE);
    }

    private AsciiBuffer putEncoded(String text, byte[] plain) {
        byte[] utf8 = text.getBytes(UTF_8);
        ensureCapacity(3 * utf8.length);
        byte[] to = bytes;
        int at = length;
        for (byte b : utf8) {
            byte same = plain[b & 255];
            if (same != 0) {
                to[at++] = same;
            } else {
                to[at++] = '%';
                to[at++] = UPPER[b >> 4 & 15];
                to[at++] = UPPER[b & 15];
            }
        }
        length = at;
        return this;
    }

    AsciiBuffer putHex(byte[] hash) {
        ensureCapacity(2 * hash.length);
        hex(hash, bytes, length);
        length += 2 * hash.length;
        return this;
    }

    static void hex(byte[] hash, byte[] into, int from) {
        int at = from;
        for (byte b : hash) {
            into[at] = HIGH[b & 255];
            into[at + 1] = LOW[b & 255];
            at += 2;
        }
    }

    private void ensureCapacity(int additional) {
        if (bytes.length - length < additional) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + additional));
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, ISO_8859_1);
    }
}

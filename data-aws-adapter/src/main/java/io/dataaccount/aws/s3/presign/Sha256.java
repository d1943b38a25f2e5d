package io.dataaccount.aws.s3.presign;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * SHA-256 and HMAC-SHA-256 with one reused digest. The two key blocks of an HMAC are hashed again for each HMAC.
 * Keeping the digest's state after each key block would mean two clones for each HMAC, which take as much time and make
 * 400 bytes of garbage. This class does not use the JDK's {@code Mac}, because its providers are slow to load. For use
 * by one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
final class Sha256 {
    static final int LENGTH = 32;
    static final int BLOCK = 64;

    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final MessageDigest digest;

    Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void hash(byte[] text, int length, byte[] into, int at) {
        digest.update(text, 0, length);
        try {
            digest.digest(into, at, LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("the array is too short for a hash", e);
        }
    }

    /** The key block at the beginning of the input of an HMAC's inner hash. */
    byte[] innerBlock(byte[] key) {
        return block(key, INNER);
    }

    /** The input of an HMAC's outer hash: the key block and {@value #LENGTH} bytes for the inner hash. */
    byte[] outerBlock(byte[] key) {
        return Arrays.copyOf(block(key, OUTER), BLOCK + LENGTH);
    }

    /** For key derivation. Callers that compute many HMACs with one key keep its blocks instead. */
    byte[] hmac(byte[] key, byte[] text) {
        byte[] inner = Arrays.copyOf(innerBlock(key), BLOCK + text.length);
        System.arraycopy(text, 0, inner, BLOCK, text.length);
        byte[] outer = outerBlock(key);
        byte[] hmac = new byte[LENGTH];
        hash(inner, inner.length, outer, BLOCK);
        hash(outer, outer.length, hmac, 0);
        return hmac;
    }

    private byte[] block(byte[] key, byte mask) {
        byte[] block = Arrays.copyOf(key, BLOCK);
        if (key.length > BLOCK) {
            hash(key, key.length, block, 0);
            Arrays.fill(block, LENGTH, BLOCK, (byte) 0);
        }
        for (int i = 0; i < BLOCK; i++) {
            block[i] ^= mask;
        }
        return block;
    }
}

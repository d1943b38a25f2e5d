package io.dataaccount.aws.s3.presign;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * SHA-256 and the HMAC over it, with one digest that is used again and again. The two keyed blocks of an HMAC are hashed
 * anew each time: keeping the digest's states behind them means cloning two of them for each hash, which costs as much time
 * and 400 bytes of garbage. Not the JDK's {@code Mac}, since that one's providers are slow to start. For use by one thread.
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
            throw new IllegalStateException("no room for a hash", e);
        }
    }

    /** Begins the text of an HMAC's inner hash. */
    byte[] innerBlock(byte[] key) {
        return block(key, INNER);
    }

    /** The text of an HMAC's outer hash, with room for the inner one behind. */
    byte[] outerBlock(byte[] key) {
        return Arrays.copyOf(block(key, OUTER), BLOCK + LENGTH);
    }

    /** To derive keys with; for hashes of one key the blocks are kept. */
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

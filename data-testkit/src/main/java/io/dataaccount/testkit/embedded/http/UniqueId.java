package io.dataaccount.testkit.embedded.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;

/** Creates identifiers with the characters of IAM identifiers. */
public final class UniqueId {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private UniqueId() {}

    /** Seventeen characters that depend only on the name, so that they are the same after a restart. */
    public static String of(String name) {
        return letters(Digests.sha256(name.getBytes(UTF_8)), 17);
    }

    /** Sixteen unpredictable characters. */
    public static String random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return letters(bytes, 16);
    }

    private static String letters(byte[] bytes, int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(ALPHABET.charAt(bytes[i] & 31));
        }
        return text.toString();
    }
}

package io.dataaccount.aws.s3.presign;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Computes the two hashes of a SigV4 URL, of texts that are already in memory, in the three ways that the JDK offers.
 * The fastest is the limit with which a signer is compared. For use by one thread.
 */
final class TwoHashes {
    private static final int BLOCK = 64;
    private static final int LENGTH = 32;

    private final byte[] canonicalRequest;
    private final byte[] stringToSign;
    private final byte[] inner;
    private final byte[] outer = new byte[BLOCK + LENGTH];
    private final byte[] hash = new byte[LENGTH];
    private final MessageDigest digest;
    private final MessageDigest innerState;
    private final MessageDigest outerState;
    private final Mac mac;

    TwoHashes(byte[] canonicalRequest, byte[] stringToSign) {
        this.canonicalRequest = canonicalRequest;
        this.stringToSign = stringToSign;
        this.inner = new byte[BLOCK + stringToSign.length];
        try {
            digest = MessageDigest.getInstance("SHA-256");
            innerState = MessageDigest.getInstance("SHA-256");
            outerState = MessageDigest.getInstance("SHA-256");
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(new byte[LENGTH], "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        innerState.update(inner, 0, BLOCK);
        outerState.update(outer, 0, BLOCK);
    }

    /** Hashes the HMAC's key blocks again each time: one digest, no garbage. */
    byte[] withBlocks() throws GeneralSecurityException {
        digest.update(canonicalRequest);
        digest.digest(hash, 0, LENGTH);
        digest.update(inner);
        digest.digest(outer, BLOCK, LENGTH);
        digest.update(outer);
        digest.digest(hash, 0, LENGTH);
        return hash;
    }

    /** Clones the digest's state after each key block. */
    byte[] withClones() throws GeneralSecurityException, CloneNotSupportedException {
        digest.update(canonicalRequest);
        digest.digest(hash, 0, LENGTH);
        MessageDigest in = (MessageDigest) innerState.clone();
        in.update(stringToSign);
        in.digest(hash, 0, LENGTH);
        MessageDigest out = (MessageDigest) outerState.clone();
        out.update(hash);
        out.digest(hash, 0, LENGTH);
        return hash;
    }

    /** Uses the JDK's own HMAC. */
    byte[] withMac() throws GeneralSecurityException {
        digest.update(canonicalRequest);
        digest.digest(hash, 0, LENGTH);
        mac.update(stringToSign);
        mac.doFinal(hash, 0);
        return hash;
    }
}

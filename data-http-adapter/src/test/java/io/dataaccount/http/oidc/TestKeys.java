package io.dataaccount.http.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;

/** Keys of issuers and of attackers, and their signatures over any text. */
public final class TestKeys {
    public static final RSAKey RSA = rsa("rsa-1", 2048);
    public static final ECKey EC = ec("ec-1");

    private TestKeys() {}

    public static RSAKey rsa(String kid, int bits) {
        try {
            return new RSAKeyGenerator(bits, true).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static ECKey ec(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A compact token with exactly this header and payload, even if they are not valid. */
    public static String sign(JWSAlgorithm algorithm, JWK key, String header, String payload) {
        String input = Base64URL.encode(header) + "." + Base64URL.encode(payload);
        try {
            Base64URL signature = key instanceof RSAKey rsa
                    ? new RSASSASigner(rsa).sign(new JWSHeader(algorithm), input.getBytes(StandardCharsets.US_ASCII))
                    : new ECDSASigner(key.toECKey())
                            .sign(new JWSHeader(algorithm), input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + signature;
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}

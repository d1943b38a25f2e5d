package io.dataaccount.http.oidc;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a key set that can verify a token, and how many others were ignored for which reason. A key that cannot
 * be used does not affect the others.
 *
 * @param keys the public keys, in the order of the set
 * @param ignored how many keys were ignored, by reason; the reasons have no text of the set
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517, section 5</a>
 */
record UsableKeys(List<JWK> keys, Map<String, Integer> ignored) {
    /** Signatures of shorter keys can be forged. */
    private static final int MIN_RSA_BITS = 2048;

    private static final Set<Curve> CURVES = Set.of(Curve.P_256, Curve.P_384, Curve.P_521);

    /** A reason why a key cannot be used. */
    private static final class UnusableKeyException extends Exception {
        private final String reason;

        UnusableKeyException(String reason) {
            super(reason);
            this.reason = reason;
        }
    }

    /** @param members the values of {@code keys} in the key set, of any type */
    static UsableKeys of(List<?> members) {
        List<JWK> keys = new ArrayList<>();
        Map<String, Integer> ignored = new TreeMap<>();
        for (Object member : members) {
            try {
                keys.add(usable(member));
            } catch (UnusableKeyException e) {
                ignored.merge(e.reason, 1, Integer::sum);
            }
        }
        return new UsableKeys(keys, ignored);
    }

    /** The reasons with their numbers, such as {@code 2 (RSA key below 2048 bits), 1 (not a valid JWK)}. */
    String reasons() {
        return ignored.entrySet().stream()
                .map(each -> each.getValue() + " (" + each.getKey() + ")")
                .collect(Collectors.joining(", "));
    }

    private static JWK usable(@Nullable Object member) throws UnusableKeyException {
        JWK key = publicKey(member);
        if (key.getKeyID() == null) { // a token names its key, so it cannot name this one
            throw new UnusableKeyException("key without kid");
        }
        Set<KeyOperation> operations = key.getKeyOperations();
        if ((key.getKeyUse() != null && !key.getKeyUse().equals(KeyUse.SIGNATURE))
                || (operations != null && !operations.contains(KeyOperation.VERIFY))) {
            throw new UnusableKeyException("key not for signatures");
        }
        Algorithm algorithm = key.getAlgorithm();
        if (algorithm != null && !ParsedToken.algorithms().contains(algorithm.getName())) {
            throw new UnusableKeyException("key for an unsupported algorithm");
        }
        checkStrength(key);
        return key;
    }

    @SuppressWarnings("unchecked") // the parser gives strings as names
    private static JWK publicKey(@Nullable Object member) throws UnusableKeyException {
        if (member instanceof Map<?, ?> parameters) {
            try {
                JWK key = JWK.parse((Map<String, Object>) parameters).toPublicJWK();
                if (key == null) {
                    throw new UnusableKeyException("symmetric key");
                }
                return key;
            } catch (ParseException | RuntimeException e) {
                throw new UnusableKeyException("not a valid JWK or of an unknown type");
            }
        }
        throw new UnusableKeyException("not a valid JWK or of an unknown type");
    }

    /** Converts the key, because the Java runtime refuses more keys, such as an RSA key with the exponent 1. */
    private static void checkStrength(JWK key) throws UnusableKeyException {
        try {
            if (key instanceof RSAKey rsa) {
                if (rsa.size() < MIN_RSA_BITS) {
                    throw new UnusableKeyException("RSA key below " + MIN_RSA_BITS + " bits");
                }
                rsa.toRSAPublicKey();
            } else if (key instanceof ECKey ec && CURVES.contains(ec.getCurve())) {
                ec.toECPublicKey();
            } else {
                throw new UnusableKeyException("key of an unsupported type or curve");
            }
        } catch (JOSEException | RuntimeException e) {
            throw new UnusableKeyException("key that the Java runtime refuses");
        }
    }
}

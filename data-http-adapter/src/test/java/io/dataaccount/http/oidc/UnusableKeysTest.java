package io.dataaccount.http.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.http.testing.LogCapture;
import io.dataaccount.http.testing.TestJson;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Key sets with keys that cannot be used beside a key that can.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517, section 5</a>
 */
class UnusableKeysTest {
    private static final String GOOD = TestKeys.RSA.toPublicJWK().toString();
    private static final RSAKey OTHER = TestKeys.rsa("other", 2048);

    private final TestClock clock = new TestClock();
    private final TestIssuer issuer = new TestIssuer(clock);
    private final LogCapture log = new LogCapture();
    private final BearerTokenVerifier tokens =
            new BearerTokenVerifier(issuer.config(), TestJson.json(), clock, clock::nanos, IssuerDocuments.MAX_WAIT);

    @AfterEach
    void close() {
        log.close();
        tokens.close();
        issuer.close();
    }

    static List<String> unusable() {
        JWK ec = TestKeys.EC.toPublicJWK();
        String n = OTHER.getModulus().toString();
        return List.of(
                // no object
                "17",
                "null",
                "true",
                "[]",
                "\"text\"",
                "{}",
                // kty
                "{\"kid\":\"other\"}",
                with(OTHER, Map.of("kty", "")),
                "{\"kty\":null,\"kid\":\"other\"}",
                with(OTHER, Map.of("kty", 7)),
                with(OTHER, Map.of("kty", "rsa")),
                with(OTHER, Map.of("kty", "OF-THE-FUTURE")),
                with(OTHER, Map.of("kty", "EC")),
                "{\"kty\":\"oct\",\"kid\":\"other\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}",
                "{\"kty\":\"AKP\",\"kid\":\"other\",\"alg\":\"ML-DSA-44\",\"pub\":\"AAAA\"}",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"other\","
                        + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}",
                // RSA
                "{\"kty\":\"RSA\",\"kid\":\"other\"}",
                "{\"kty\":\"RSA\",\"kid\":\"other\",\"n\":\"" + n + "\"}",
                "{\"kty\":\"RSA\",\"kid\":\"other\",\"e\":\"AQAB\"}",
                "{\"kty\":\"RSA\",\"kid\":\"other\",\"n\":null,\"e\":\"AQAB\"}",
                with(OTHER, Map.of("n", "")),
                with(OTHER, Map.of("n", "!!")),
                with(OTHER, Map.of("n", List.of())),
                with(OTHER, Map.of("n", "AQAB")),
                with(OTHER, Map.of("e", "AQ")),
                with(OTHER, Map.of("e", "AA")),
                with(OTHER, Map.of("e", Map.of())),
                with(OTHER, Map.of("n", ofBits(16_385))),
                TestKeys.rsa("other", 1024).toPublicJWK().toString(),
                TestKeys.rsa("other", 2040).toPublicJWK().toString(),
                // EC
                with(ec, Map.of("crv", "P-999")),
                with(ec, Map.of("crv", "P-384")),
                with(ec, Map.of("crv", "secp256k1")),
                with(ec, Map.of("crv", 256)),
                with(ec, Map.of("x", "AA", "y", "AA")),
                with(ec, Map.of("y", "")),
                without(ec, "crv"),
                without(ec, "x"),
                without(ec, "y"),
                // what the key is for
                without(OTHER, "kid"),
                with(OTHER, Map.of("kid", 17)),
                with(OTHER, Map.of("use", "enc")),
                with(OTHER, Map.of("use", "SIG")),
                with(OTHER, Map.of("use", 1)),
                with(OTHER, Map.of("key_ops", List.of("encrypt"))),
                with(OTHER, Map.of("key_ops", List.of("sign"))),
                with(OTHER, Map.of("key_ops", List.of())),
                with(OTHER, Map.of("key_ops", "verify")),
                with(OTHER, Map.of("use", "sig", "key_ops", List.of("encrypt"))),
                with(OTHER, Map.of("alg", "RSA-OAEP-256")),
                with(OTHER, Map.of("alg", "HS256")),
                with(OTHER, Map.of("alg", "none")),
                with(OTHER, Map.of("alg", 256)),
                // certificates
                with(OTHER, Map.of("x5c", List.of("no certificate"))),
                with(OTHER, Map.of("x5c", List.of(7))),
                with(OTHER, Map.of("x5c", "text")),
                with(OTHER, Map.of("x5u", "no url \u0000")));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void unusableKey_isIgnoredBesideAGoodKey(String key) {
        for (String keys : List.of(key + "," + GOOD, GOOD + "," + key, key + "," + GOOD + "," + key)) {
            serve(keys);
            assertAccepted();
            clock.pass(IssuerKeys.FRESH.plusSeconds(1));
        }
        assertThat(log.text()).contains("Ignored 1 of 2 keys", "Ignored 2 of 3 keys", issuer.issuer());
        assertSilentAbout(key);
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void unusableKey_withTheIdOfAGoodKey_isIgnored(String key) {
        String sameId =
                key.replace("\"kid\":\"other\"", "\"kid\":\"rsa-1\"").replace("\"kid\":\"ec-1\"", "\"kid\":\"rsa-1\"");
        serve(sameId + "," + GOOD);
        assertAccepted();
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void unusableKey_alone_isUnavailable_andTheLogSaysWhy(String key) {
        serve(key);
        assertCode(issuer.token(), ErrorCode.UNAVAILABLE);
        assertThat(log.text()).contains("its key set has no usable key: Ignored 1 of 1 keys: 1 (");
        assertSilentAbout(key);
    }

    /** None of these keys is good for a token that is signed with it. */
    @Test
    void tokenOfAnUnusableKey_isRefused() {
        List<RSAKey> keys = List.of(
                new RSAKey.Builder(OTHER).keyUse(KeyUse.ENCRYPTION).build(),
                new RSAKey.Builder(OTHER)
                        .keyOperations(Set.of(KeyOperation.ENCRYPT))
                        .build(),
                new RSAKey.Builder(OTHER).keyOperations(Set.of()).build());
        for (RSAKey key : keys) {
            serve(key.toPublicJWK() + "," + GOOD);
            assertCode(tokenOf(key), ErrorCode.UNAUTHENTICATED);
            clock.pass(IssuerKeys.FRESH.plusSeconds(1));
        }
    }

    static List<String> usable() {
        JWK key = TestKeys.RSA.toPublicJWK();
        return List.of(
                with(key, Map.of("use", "sig")),
                with(key, Map.of("alg", "RS256")),
                with(key, Map.of("key_ops", List.of("verify"))),
                with(key, Map.of("key_ops", List.of("sign", "verify"))),
                with(key, Map.of("x5t", "AAAA", "of_the_future", Map.of("a", List.of(1, 2)))),
                "{\"use\":null,\"alg\":null,\"key_ops\":null,\"x5c\":null,\"x5t\":null,\"x5u\":null,"
                        + GOOD.substring(1));
    }

    @ParameterizedTest
    @MethodSource("usable")
    void optionalMembers_areAccepted(String key) {
        serve(key);
        assertAccepted();
        assertThat(log.text()).doesNotContain("Ignored");
    }

    /** "kid" values need not be distinct (RFC 7517, section 4.5). */
    @Test
    void severalGoodKeysWithOneId_allVerify() {
        RSAKey rsa = new RSAKey.Builder(OTHER).keyID("rsa-1").build();
        ECKey ec = new ECKey.Builder(TestKeys.EC).keyID("rsa-1").build();
        serve(ec.toPublicJWK() + "," + rsa.toPublicJWK() + "," + GOOD);
        assertAccepted();
        assertThat(tokens.callerOf(List.of("Bearer " + tokenOf(rsa))).userId()).hasToString("sub-of-ana");
        String signed = TestIssuer.token(JWSAlgorithm.ES256, ec, JSONObjectUtils.toJSONString(issuer.claims()));
        assertThat(tokens.callerOf(List.of("Bearer " + signed)).userId()).hasToString("sub-of-ana");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "[]",
                "[{\"kty\":\"RSA\"}]",
                "\"text\"",
                "<html>",
                "{\"keys\":{}}",
                "{\"keys\":null}",
                "{\"keys\":\"text\"}",
                "{\"Keys\":[]}",
                "{\"keys\":[",
                "{\"keys\":[]} and more"
            })
    void documentThatIsNoKeySet_isUnavailable(String document) {
        issuer.jwks = exchange -> TestIssuer.send(exchange, 200, document);
        assertCode(issuer.token(), ErrorCode.UNAVAILABLE);
        assertThat(log.text()).contains("its key set").doesNotContain("no usable key");
    }

    @Test
    void emptyKeySet_isUnavailable_andTheLogSaysWhy() {
        serve("");
        assertCode(issuer.token(), ErrorCode.UNAVAILABLE);
        assertThat(log.text()).contains("its key set has no keys");
    }

    /** RFC 8259, section 8.1: a parser may ignore a byte order mark. */
    @Test
    void byteOrderMark_beforeTheDocuments_isIgnored() {
        issuer.discovery = exchange -> TestIssuer.send(
                exchange, 200, "\uFEFF" + TestIssuer.document(issuer.issuer(), issuer.issuer() + "/jwks"));
        issuer.jwks = exchange -> TestIssuer.send(exchange, 200, "\uFEFF{\"keys\":[" + GOOD + "]}");
        assertAccepted();
    }

    private void serve(String keys) {
        issuer.jwks = exchange -> TestIssuer.send(exchange, 200, "{\"keys\":[" + keys + "]}");
    }

    private void assertAccepted() {
        assertThat(tokens.callerOf(List.of("Bearer " + issuer.token())).userId())
                .hasToString("sub-of-ana");
    }

    private void assertCode(String token, ErrorCode code) {
        assertThatThrownBy(() -> tokens.callerOf(List.of("Bearer " + token)))
                .isInstanceOfSatisfying(
                        DataException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    /** The log shows no key material. */
    private void assertSilentAbout(String key) {
        assertThat(log.text())
                .doesNotContain(
                        OTHER.getModulus().toString(),
                        TestKeys.EC.getX().toString(),
                        "no certificate",
                        "OF-THE-FUTURE");
        assertThat(key.length() < 20 || !log.text().contains(key)).isTrue();
    }

    private String tokenOf(RSAKey key) {
        return TestIssuer.token(JWSAlgorithm.RS256, key, JSONObjectUtils.toJSONString(issuer.claims()));
    }

    private static String with(JWK key, Map<String, Object> members) {
        Map<String, Object> all = new HashMap<>(key.toPublicJWK().toJSONObject());
        all.putAll(members);
        return JSONObjectUtils.toJSONString(all);
    }

    private static String without(JWK key, String member) {
        Map<String, Object> all = new HashMap<>(key.toPublicJWK().toJSONObject());
        all.remove(member);
        return JSONObjectUtils.toJSONString(all);
    }

    private static String ofBits(int bits) {
        return Base64URL.encode(BigInteger.ONE.shiftLeft(bits - 1).setBit(0)).toString();
    }
}

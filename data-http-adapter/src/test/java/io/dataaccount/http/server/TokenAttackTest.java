package io.dataaccount.http.server;

import static com.nimbusds.jose.JWSAlgorithm.ES256;
import static com.nimbusds.jose.JWSAlgorithm.RS256;
import static io.dataaccount.http.oidc.TestKeys.EC;
import static io.dataaccount.http.oidc.TestKeys.RSA;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.http.access.AccessPolicy;
import io.dataaccount.http.access.BearerAuthenticator;
import io.dataaccount.http.access.BindAddress;
import io.dataaccount.http.oidc.BearerTokenVerifier;
import io.dataaccount.http.oidc.TestClock;
import io.dataaccount.http.oidc.TestIssuer;
import io.dataaccount.http.oidc.TestKeys;
import io.dataaccount.http.testing.LogCapture;
import io.dataaccount.http.testing.RawHttp;
import io.dataaccount.http.testing.RecordingApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Invalid tokens sent to the real server: each gets a 401 and never reaches the REST API. */
@TestInstance(Lifecycle.PER_CLASS)
class TokenAttackTest {
    private static final RSAKey ATTACKERS = TestKeys.rsa("attackers", 2048);

    private record Attack(String name, String detail, List<String> headers) {
        Attack(String name, String detail, String token) {
            this(name, detail, List.of("Authorization: Bearer " + token));
        }
    }

    private final TestClock clock = new TestClock();
    private final TestIssuer issuer = new TestIssuer(clock);
    private final TestIssuer otherPool = new TestIssuer(clock);
    private final RecordingApi api = new RecordingApi();
    private final BearerTokenVerifier tokens = new BearerTokenVerifier(issuer.config(), new JacksonCodec(), clock);
    private final HttpServerAdapter server = HttpServerAdapter.open(
            0,
            api,
            AccessPolicy.withLogin(BindAddress.LOOPBACK_ADDRESS, new BearerAuthenticator(tokens), List.of()),
            () -> {});

    @BeforeAll
    void validToken_isAccepted() throws IOException {
        assertThat(exchange(List.of("Authorization: Bearer " + issuer.token()))).startsWith("HTTP/1.1 299 ");
        assertThat(exchange(List.of("Authorization: Bearer " + es256(payload()))))
                .startsWith("HTTP/1.1 299 ");
        api.requests.clear();
    }

    @AfterAll
    void close() {
        server.close();
        tokens.close();
        issuer.close();
        otherPool.close();
    }

    @TestFactory
    Stream<DynamicTest> attack_isRefused() throws Exception {
        List<Attack> attacks = new ArrayList<>();
        algorithms(attacks);
        headers(attacks);
        keys(attacks);
        claims(attacks);
        forms(attacks);
        requests(attacks);
        return attacks.stream()
                .map(attack -> DynamicTest.dynamicTest(attack.name(), () -> {
                    api.requests.clear();
                    int otherAsked = otherPool.requestCount();
                    String response;
                    try (LogCapture log = new LogCapture()) {
                        response = exchange(attack.headers());
                        assertHidden(attack, log.text());
                    }
                    assertThat(RawHttp.status(response)).as(response).isEqualTo(401);
                    assertThat(response).contains("WWW-Authenticate: Bearer");
                    assertThat(RawHttp.body(response))
                            .contains("\"code\":\"unauthenticated\"", "\"request_id\":", attack.detail());
                    assertHidden(attack, response);
                    assertThat(api.requests).isEmpty();
                    assertThat(otherPool.requestCount()).isEqualTo(otherAsked);
                }));
    }

    private void algorithms(List<Attack> attacks) throws JOSEException {
        for (String none : List.of("none", "None", "nOnE", "NONE", "")) {
            String start = unsigned("{\"alg\":\"" + none + "\",\"kid\":\"rsa-1\"}", payload());
            attacks.add(new Attack("alg '" + none + "' without signature", "is not a signed JWT", start + "."));
            attacks.add(new Attack("alg '" + none + "' with some signature", "algorithms", start + ".e30"));
        }
        String hmac = unsigned("{\"alg\":\"HS256\",\"kid\":\"rsa-1\"}", payload());
        Map<String, byte[]> secrets = Map.of(
                "the public key", RSA.toRSAPublicKey().getEncoded(),
                "its JWK", RSA.toPublicJWK().toJSONString().getBytes(US_ASCII),
                "its modulus", RSA.getModulus().decode());
        for (Map.Entry<String, byte[]> secret : secrets.entrySet()) {
            Base64URL signature =
                    new MACSigner(secret.getValue()).sign(new JWSHeader(JWSAlgorithm.HS256), hmac.getBytes(US_ASCII));
            attacks.add(new Attack("HMAC with " + secret.getKey(), "algorithms", hmac + "." + signature));
        }
        attacks.add(new Attack("RS256 called HS256", "algorithms", sign(header("HS256", "rsa-1", ""))));
        attacks.add(new Attack("RS256 called PS256", "key of the issuer", sign(header("PS256", "rsa-1", ""))));
        attacks.add(new Attack("RS256 called RS512", "key of the issuer", sign(header("RS512", "rsa-1", ""))));
        attacks.add(new Attack("RS256 called ES256", "key of the issuer", sign(header("ES256", "rsa-1", ""))));
        attacks.add(new Attack("RS256 called EdDSA", "algorithms", sign(header("EdDSA", "rsa-1", ""))));
        attacks.add(new Attack("RS256 in lower case", "algorithms", sign(header("rs256", "rsa-1", ""))));
        attacks.add(new Attack("RS256 for the EC key", "key of the issuer", sign(header("RS256", "ec-1", ""))));
        attacks.add(new Attack(
                "an algorithm that is no text", "algorithms", sign("{\"alg\":[\"RS256\"],\"kid\":\"rsa-1\"}")));
        attacks.add(new Attack("no algorithm", "algorithms", sign("{\"kid\":\"rsa-1\"}")));
        String elliptic = es256(payload());
        String start = elliptic.substring(0, elliptic.lastIndexOf('.') + 1);
        attacks.add(
                new Attack("an ES256 signature of zeros", "key of the issuer", start + Base64URL.encode(new byte[64])));
        byte[] raw = new Base64URL(elliptic.substring(start.length())).decode();
        attacks.add(new Attack(
                "an ES256 signature in DER",
                "key of the issuer",
                start + Base64URL.encode(ECDSA.transcodeSignatureToDER(raw))));
    }

    private void headers(List<Attack> attacks) {
        String own = ATTACKERS.toPublicJWK().toJSONString();
        String elsewhere = otherPool.issuer() + "/jwks";
        Map<String, String> members = new LinkedHashMap<>();
        members.put("jwk", "\"jwk\":" + own);
        members.put("jku", "\"jku\":\"" + elsewhere + "\"");
        members.put("x5u", "\"x5u\":\"" + elsewhere + "\"");
        members.forEach((name, member) -> {
            for (String kid : List.of("rsa-1", "attackers")) {
                String header = header("RS256", kid, "," + member);
                attacks.add(new Attack(
                        "a key of the attacker's in " + name + " with kid " + kid,
                        "key of the issuer",
                        TestKeys.sign(RS256, ATTACKERS, header, payload())));
            }
        });
        attacks.add(new Attack(
                "a certificate of the attacker's in x5c",
                "The token",
                TestKeys.sign(RS256, ATTACKERS, header("RS256", "rsa-1", ",\"x5c\":[\"MIIB\"]"), payload())));
        for (String member : List.of(
                "\"crit\":[\"exp\"]",
                "\"crit\":[]",
                "\"b64\":false",
                "\"b64\":true",
                "\"zip\":\"DEF\"",
                "\"enc\":\"A128GCM\"")) {
            attacks.add(new Attack("header with " + member, "header", sign(header("RS256", "rsa-1", "," + member))));
        }
        for (String typ : List.of("logout+jwt", "dpop+jwt", "JWE", "secevent+jwt")) {
            attacks.add(new Attack(
                    "a token of the type " + typ,
                    "key of the issuer",
                    sign("{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"typ\":\"" + typ + "\"}")));
        }
        attacks.add(new Attack(
                "alg twice", "each claim once", sign("{\"alg\":\"none\",\"alg\":\"RS256\",\"kid\":\"rsa-1\"}")));
        attacks.add(new Attack(
                "kid twice", "each claim once", sign("{\"alg\":\"RS256\",\"kid\":\"x\",\"kid\":\"rsa-1\"}")));
    }

    private void keys(List<Attack> attacks) {
        for (String kid : List.of("\"nobody\"", "\"RSA-1\"", "\"../../../dev/null\"", "\"' OR 1=1 --\"", "\"\"")) {
            attacks.add(new Attack("kid " + kid, "key of the issuer", sign("{\"alg\":\"RS256\",\"kid\":" + kid + "}")));
        }
        for (String kid : List.of("7", "null", "[\"rsa-1\"]", "{}")) {
            attacks.add(new Attack("kid " + kid, "header", sign("{\"alg\":\"RS256\",\"kid\":" + kid + "}")));
        }
        attacks.add(new Attack("no kid", "header", sign("{\"alg\":\"RS256\"}")));
        attacks.add(new Attack(
                "a key of the attacker's under our kid",
                "key of the issuer",
                TestKeys.sign(RS256, ATTACKERS, header("RS256", "rsa-1", ""), payload())));
        attacks.add(new Attack("a token for another pool of the same keys", "another issuer", otherPool.token()));
        String good = issuer.token();
        String changed =
                Base64URL.encode(payload().replace("sub-of-ana", "sub-of-bo")).toString();
        String[] parts = good.split("\\.", -1);
        attacks.add(new Attack("another payload", "key of the issuer", parts[0] + "." + changed + "." + parts[2]));
        attacks.add(new Attack("the signature cut off", "is not a signed JWT", parts[0] + "." + parts[1] + "."));
        attacks.add(new Attack("the signature shortened", "key of the issuer", good.substring(0, good.length() - 8)));
        attacks.add(new Attack("no second dot", "is not a signed JWT", parts[0] + "." + parts[1]));
        attacks.add(new Attack(
                "five parts, as an encrypted token has", "is not a signed JWT", good + "." + parts[1] + ".e30"));
    }

    private void claims(List<Attack> attacks) {
        long now = clock.instant().getEpochSecond();
        change(attacks, "another issuer", "another issuer", "iss", "https://issuer.example.com");
        change(attacks, "the issuer with a slash", "another issuer", "iss", issuer.issuer() + "/");
        change(
                attacks,
                "the issuer in capitals",
                "another issuer",
                "iss",
                issuer.issuer().toUpperCase(java.util.Locale.ROOT));
        change(attacks, "several issuers", "another issuer", "iss", List.of(issuer.issuer()));
        without(attacks, "no issuer", "another issuer", "iss");
        change(attacks, "another audience", "another audience", "aud", "their-client");
        change(attacks, "another audience in a list", "another audience", "aud", List.of("their-client"));
        change(attacks, "an audience that begins as ours", "another audience", "aud", TestIssuer.AUDIENCE + "-2");
        change(attacks, "an audience in capitals", "another audience", "aud", "OUR-CLIENT");
        change(attacks, "our audience beside a number", "another audience", "aud", List.of(TestIssuer.AUDIENCE, 7));
        change(attacks, "an audience as an object", "another audience", "aud", Map.of(TestIssuer.AUDIENCE, true));
        without(attacks, "no audience", "another audience", "aud");
        claims(attacks, "client_id instead of aud, without token_use", "another audience", claims -> {
            claims.remove("aud");
            claims.put("client_id", TestIssuer.AUDIENCE);
        });
        claims(attacks, "an access token of another client with our aud", "another audience", claims -> {
            claims.put("token_use", "access");
            claims.put("client_id", "their-client");
        });
        claims(
                attacks,
                "an access token without client_id",
                "another audience",
                claims -> claims.put("token_use", "access"));
        claims(attacks, "an id token of another client with our client_id", "another audience", claims -> {
            claims.put("token_use", "id");
            claims.put("aud", "their-client");
            claims.put("client_id", TestIssuer.AUDIENCE);
        });
        change(attacks, "a refresh token", "another audience", "token_use", "refresh");
        change(attacks, "token_use in capitals", "another audience", "token_use", "ID");
        change(attacks, "token_use as a list", "another audience", "token_use", List.of("id"));
        change(attacks, "a token that expired a minute ago", "has expired", "exp", now - 60);
        change(attacks, "a token that expired long ago", "has expired", "exp", 0);
        change(attacks, "a token that expired before time began", "has expired", "exp", -1e300);
        without(attacks, "no expiry", "has expired", "exp");
        change(attacks, "an expiry as text", "not a number", "exp", String.valueOf(now + 3600));
        change(attacks, "an expiry as a list", "not a number", "exp", List.of(now + 3600));
        change(attacks, "a token that is good in two minutes", "not valid yet", "nbf", now + 120);
        change(attacks, "a token of the future", "not valid yet", "iat", now + 120);
        change(attacks, "nbf as text", "not a number", "nbf", "tomorrow");
        without(attacks, "no sub", "valid sub", "sub");
        change(attacks, "a blank sub", "valid sub", "sub", " \t");
        change(attacks, "sub as a number", "valid sub", "sub", 7);
        change(attacks, "sub as a list", "valid sub", "sub", List.of("sub-of-ana"));
        change(attacks, "sub with a line break", "valid sub", "sub", "sub-of-ana\nadmin");
        change(attacks, "a sub that is too long", "valid sub", "sub", "a".repeat(256));
        claims(attacks, "SUB instead of sub", "valid sub", claims -> claims.put("SUB", claims.remove("sub")));
        claims(attacks, "Iss instead of iss", "another issuer", claims -> claims.put("Iss", claims.remove("iss")));
        claims(attacks, "AUD instead of aud", "another audience", claims -> claims.put("AUD", claims.remove("aud")));
        claims(attacks, "Exp instead of exp", "has expired", claims -> claims.put("Exp", claims.remove("exp")));
    }

    private void forms(List<Attack> attacks) {
        String body = payload().substring(1);
        for (String twice : List.of(
                "\"sub\":\"victim\"",
                "\"\\u0073ub\":\"victim\"",
                "\"iss\":\"x\"",
                "\"exp\":9999999999",
                "\"aud\":\"x\"")) {
            attacks.add(new Attack("a second " + twice, "each claim once", rs256("{" + twice + "," + body)));
        }
        attacks.add(
                new Attack("a name twice further down", "each claim once", rs256("{\"x\":{\"a\":1,\"a\":2}," + body)));
        attacks.add(new Attack("a list of claims", "each claim once", rs256("[" + payload() + "]")));
        attacks.add(new Attack("two texts of claims", "each claim once", rs256(payload() + payload())));
        attacks.add(new Attack("claims that are no JSON", "each claim once", rs256("sub=sub-of-ana")));
        attacks.add(new Attack(
                "claims that nest deep",
                "each claim once",
                rs256("{\"x\":" + "[".repeat(500) + "]".repeat(500) + "," + body)));
        String notUtf8 =
                new String(new byte[] {(byte) 0xc0, (byte) 0xaf}, java.nio.charset.StandardCharsets.ISO_8859_1);
        attacks.add(new Attack(
                "claims that are not UTF-8",
                "each claim once",
                Base64URL.encode(header("RS256", "rsa-1", "")) + "."
                        + Base64URL.encode(notUtf8.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)) + ".e30"));
        attacks.add(new Attack("a token with padding", "is not a signed JWT", issuer.token() + "=="));
        attacks.add(new Attack(
                "a token of standard base64",
                "is not a signed JWT",
                issuer.token().replace('.', '/')));
        attacks.add(new Attack("an oversized token", "is longer than 8192", issuer.token() + "A".repeat(8192)));
        Map<String, Object> fat = issuer.claims();
        fat.put("groups", List.of("g".repeat(7000)));
        attacks.add(new Attack("an oversized token with a good signature", "is longer than 8192", issuer.token(fat)));
    }

    private void requests(List<Attack> attacks) {
        String good = issuer.token();
        String missing = "has no token";
        attacks.add(new Attack("nothing", missing, List.of()));
        attacks.add(new Attack("an empty header", missing, List.of("Authorization:")));
        attacks.add(new Attack("Bearer alone", missing, List.of("Authorization: Bearer ")));
        attacks.add(new Attack("the token without a scheme", missing, List.of("Authorization: " + good)));
        attacks.add(new Attack("another scheme", missing, List.of("Authorization: Basic " + good)));
        attacks.add(
                new Attack("two tokens in a header", missing, List.of("Authorization: Bearer " + good + " " + good)));
        attacks.add(
                new Attack("a list of tokens", missing, List.of("Authorization: Bearer " + good + ", Bearer " + good)));
        attacks.add(new Attack(
                "two headers",
                "several Authorization headers",
                List.of("Authorization: Bearer " + good, "Authorization: Bearer " + good)));
        attacks.add(new Attack(
                "another scheme and then a token",
                "several Authorization headers",
                List.of("Authorization: Basic eDp5", "Authorization: Bearer " + good)));
        for (String header : List.of(
                "Proxy-Authorization: Bearer " + good,
                "X-Authorization: Bearer " + good,
                "Cookie: access_token=" + good,
                "X-Amzn-Oidc-Identity: sub-of-ana",
                "X-Amzn-Oidc-Data: " + good,
                "X-Forwarded-User: sub-of-ana",
                "X-Forwarded-Access-Token: " + good)) {
            attacks.add(
                    new Attack("identity in " + header.substring(0, header.indexOf(':')), missing, List.of(header)));
        }
    }

    private void change(List<Attack> attacks, String name, String detail, String claim, Object value) {
        claims(attacks, name, detail, claims -> claims.put(claim, value));
    }

    private void without(List<Attack> attacks, String name, String detail, String claim) {
        claims(attacks, name, detail, claims -> claims.remove(claim));
    }

    private void claims(List<Attack> attacks, String name, String detail, Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = issuer.claims();
        change.accept(claims);
        attacks.add(new Attack(name, detail, issuer.token(claims)));
    }

    private String payload() {
        return JSONObjectUtils.toJSONString(issuer.claims());
    }

    private static String header(String algorithm, String kid, String more) {
        return "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid + "\"" + more + "}";
    }

    private static String unsigned(String header, String payload) {
        return Base64URL.encode(header) + "." + Base64URL.encode(payload);
    }

    private String sign(String header) {
        return TestKeys.sign(RS256, RSA, header, payload());
    }

    private static String rs256(String payload) {
        return TestKeys.sign(RS256, RSA, header("RS256", "rsa-1", ""), payload);
    }

    private static String es256(String payload) {
        return TestIssuer.token(ES256, EC, payload);
    }

    private String exchange(List<String> headers) throws IOException {
        return RawHttp.request(server.port(), "GET /api/v1/usecases", headers.toArray(String[]::new));
    }

    /** No part of the request, including the claims, appears in the response or in the log. */
    private static void assertHidden(Attack attack, String text) {
        assertThat(text).doesNotContain("sub-of-", "ana@example.com", "their-client", "victim", "nobody");
        for (String header : attack.headers()) {
            for (String part : header.substring(header.indexOf(':') + 1).split("[ .,]", -1)) {
                if (part.length() > 20) {
                    assertThat(text).doesNotContain(part);
                }
            }
        }
    }
}

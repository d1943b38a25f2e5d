package io.dataaccount.http.oidc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An issuer that signs in everybody as a portal administrator, by the authorization code flow. It issues a token only
 * to the client that began the sign-in, which proves that with the PKCE verifier.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7636">RFC 7636</a>
 */
public final class TestLogin implements AutoCloseable {
    private final TestIssuer issuer = new TestIssuer(Clock.systemUTC());
    private final Map<String, String> challenges = new ConcurrentHashMap<>();
    private final AtomicInteger verified = new AtomicInteger();

    public TestLogin() {
        issuer.discovery = exchange -> {
            Map<String, Object> document = new HashMap<>();
            document.put("issuer", issuer.issuer());
            document.put("jwks_uri", issuer.issuer() + "/jwks");
            document.put("authorization_endpoint", issuer.issuer() + "/authorize");
            document.put("token_endpoint", issuer.issuer() + "/token");
            sendToPage(exchange, 200, JSONObjectUtils.toJSONString(document));
        };
        issuer.serve("/authorize", this::authorize);
        issuer.serve("/token", this::token);
    }

    public OidcConfig config() {
        return issuer.config();
    }

    /** The number of tokens that were issued for a code and its verifier. */
    public int verifiedExchanges() {
        return verified.get();
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
        if (!"S256".equals(query.get("code_challenge_method"))
                || !"code".equals(query.get("response_type"))
                || !TestIssuer.AUDIENCE.equals(query.get("client_id"))) {
            TestIssuer.send(exchange, 400, "no authorization code flow with PKCE: " + query.keySet());
            return;
        }
        String code = UUID.randomUUID().toString();
        challenges.put(code, query.get("code_challenge"));
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        query.get("redirect_uri") + "?code=" + code + "&state="
                                + URLEncoder.encode(query.get("state"), UTF_8));
        TestIssuer.send(exchange, 302, "");
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        String challenge = challenges.remove(String.valueOf(form.get("code")));
        if (challenge == null || !challenge.equals(challengeOf(String.valueOf(form.get("code_verifier"))))) {
            sendToPage(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        verified.incrementAndGet();
        Map<String, Object> claims = issuer.claims();
        claims.put("custom:role", "PortalAdmin");
        sendToPage(
                exchange,
                200,
                JSONObjectUtils.toJSONString(Map.of(
                        "id_token",
                        issuer.token(claims),
                        "access_token",
                        "opaque",
                        "token_type",
                        "Bearer",
                        "expires_in",
                        3600)));
    }

    private static void sendToPage(HttpExchange exchange, int status, String json) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        TestIssuer.send(exchange, status, json);
    }

    private static String challengeOf(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> form(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            fields.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts.length > 1 ? parts[1] : "", UTF_8));
        }
        return fields;
    }

    @Override
    public void close() {
        issuer.close();
    }
}

package io.dataaccount.http.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dataaccount.core.json.JsonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A small OpenID Connect issuer on this machine, which can rotate its keys, fail, and stop responding. */
public final class TestIssuer implements AutoCloseable {
    public static final String AUDIENCE = "our-client";

    /** Handles the requests for a document. */
    @FunctionalInterface
    public interface Behaviour {
        void response(HttpExchange exchange) throws IOException;
    }

    final AtomicInteger discoveries = new AtomicInteger();
    final AtomicInteger fetches = new AtomicInteger();
    volatile Behaviour discovery = this::discover;
    volatile Behaviour jwks = this::serveKeys;
    volatile List<JWK> keys = List.of(TestKeys.RSA, TestKeys.EC);

    private final Clock clock;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    public TestIssuer(Clock clock) {
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/pool/.well-known/openid-configuration", exchange -> {
            discoveries.incrementAndGet();
            discovery.response(exchange);
        });
        server.createContext("/pool/jwks", exchange -> {
            fetches.incrementAndGet();
            jwks.response(exchange);
        });
        server.start();
    }

    /** Handles further requests below the issuer's own address. */
    void serve(String path, Behaviour behaviour) {
        server.createContext("/pool" + path, behaviour::response);
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/pool";
    }

    public OidcConfig config() {
        return new OidcConfig(issuer(), java.util.Set.of(AUDIENCE, "our-other-client"));
    }

    /** The number of requests for its keys so far. */
    public int keyRequests() {
        return fetches.get();
    }

    /** The number of all requests so far. */
    public int requestCount() {
        return discoveries.get() + fetches.get();
    }

    public void failWith(int status) {
        jwks = exchange -> send(exchange, status, "{\"error\":\"of the issuer\"}");
    }

    /** Accepts requests for its keys and does not respond before it is closed. */
    void hang() {
        jwks = exchange -> {};
    }

    /** Does the same, and counts down at each request. */
    public void hangAndCountDown(CountDownLatch asked) {
        jwks = exchange -> asked.countDown();
    }

    /** A verifier for this issuer that waits for it longer than any test runs. */
    public BearerTokenVerifier patientTokens(JsonCodec json) {
        return new BearerTokenVerifier(config(), json, clock, System::nanoTime, Duration.ofHours(1));
    }

    /** A token signed with a key that is not the issuer's. */
    public String forgedToken() {
        return token(JWSAlgorithm.ES256, TestKeys.ec("ec-forged"), JSONObjectUtils.toJSONString(claims()));
    }

    /** The claims of a valid id token; a new map that tests may change. */
    public Map<String, Object> claims() {
        Map<String, Object> claims = new LinkedHashMap<>();
        long now = clock.instant().getEpochSecond();
        claims.put("iss", issuer());
        claims.put("aud", AUDIENCE);
        claims.put("sub", "sub-of-ana");
        claims.put("email", "ana@example.com");
        claims.put("iat", now);
        claims.put("exp", now + 3600);
        return claims;
    }

    /** A token with these claims, valid in all other respects. */
    public String token(Map<String, Object> claims) {
        return token(JWSAlgorithm.RS256, TestKeys.RSA, JSONObjectUtils.toJSONString(claims));
    }

    public String token() {
        return token(claims());
    }

    public static String token(JWSAlgorithm algorithm, JWK key, String payload) {
        return TestKeys.sign(
                algorithm,
                key,
                "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + key.getKeyID() + "\",\"typ\":\"JWT\"}",
                payload);
    }

    private void discover(HttpExchange exchange) throws IOException {
        send(exchange, 200, document(issuer(), issuer() + "/jwks"));
    }

    static String document(String issuer, String jwksUri) {
        return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + jwksUri
                + "\",\"response_types_supported\":[\"code\"]}";
    }

    void serveKeys(HttpExchange exchange) throws IOException {
        send(exchange, 200, new JWKSet(keys).toString(true));
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

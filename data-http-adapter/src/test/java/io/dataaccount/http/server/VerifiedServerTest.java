package io.dataaccount.http.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.http.StartupException;
import io.dataaccount.http.access.AccessPolicy;
import io.dataaccount.http.access.BearerAuthenticator;
import io.dataaccount.http.access.BindAddress;
import io.dataaccount.http.oidc.BearerTokenVerifier;
import io.dataaccount.http.oidc.TestClock;
import io.dataaccount.http.oidc.TestIssuer;
import io.dataaccount.http.testing.RawHttp;
import io.dataaccount.http.testing.RecordingApi;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server with a login. */
class VerifiedServerTest {
    private static final String PORTAL = "https://portal.example.com";

    private final TestClock clock = new TestClock();
    private final TestIssuer issuer = new TestIssuer(clock);
    private final RecordingApi api = new RecordingApi();
    private final BearerTokenVerifier tokens = new BearerTokenVerifier(issuer.config(), new JacksonCodec(), clock);
    private final HttpServerAdapter server = HttpServerAdapter.open(
            0,
            api,
            AccessPolicy.withLogin(
                    BindAddress.LOOPBACK_ADDRESS, new BearerAuthenticator(tokens), List.of(new Origin(PORTAL))),
            tokens::checkReady);

    @AfterEach
    void close() {
        server.close();
        tokens.close();
        issuer.close();
    }

    private String get(String... headers) throws IOException {
        return RawHttp.request(server.port(), "GET /api/v1/usecases", headers);
    }

    @Test
    void token_namesTheCaller() throws IOException {
        assertThat(get("Authorization: Bearer " + issuer.token())).startsWith("HTTP/1.1 299 ");
        assertThat(api.last().caller()).isEqualTo(new Caller("sub-of-ana", "ana@example.com", false));
    }

    @Test
    void request_withoutToken_isChallenged() throws IOException {
        String response = get("X-Request-Id: my-request-0001");
        assertThat(response)
                .startsWith("HTTP/1.1 401 ")
                .contains(
                        "WWW-Authenticate: Bearer\r\n",
                        "X-Request-Id: my-request-0001",
                        "application/problem+json",
                        "\"code\":\"unauthenticated\"",
                        "\"request_id\":\"my-request-0001\"");
    }

    @Test
    void openApi_isPublic() throws IOException {
        String path = "/api/v1/openapi.json";
        assertThat(RawHttp.request(server.port(), "GET " + path)).startsWith("HTTP/1.1 299 ");
        assertThat(RawHttp.request(server.port(), "HEAD " + path)).startsWith("HTTP/1.1 299 ");
        assertThat(RawHttp.request(server.port(), "GET " + path, "Authorization: Bearer none"))
                .startsWith("HTTP/1.1 299 ");
        assertThat(api.requests)
                .hasSize(3)
                .allSatisfy(request -> assertThat(request.caller()).isNull());
        assertThat(RawHttp.request(server.port(), "POST " + path)).startsWith("HTTP/1.1 401 ");
        assertThat(RawHttp.request(server.port(), "GET " + path + "/")).startsWith("HTTP/1.1 401 ");
        assertThat(RawHttp.request(server.port(), "GET /api/v1/usecases/x/../../openapi.json"))
                .doesNotStartWith("HTTP/1.1 299 ");
    }

    @Test
    void bodyOfAnOpenApiRequest_isNotWaitedFor() throws IOException {
        String head = "GET /api/v1/openapi.json HTTP/1.1\r\nHost: api.example.com\r\nContent-Length: 1000000\r\n\r\n";
        assertThat(RawHttp.send(server.port(), head.getBytes(US_ASCII))).startsWith("HTTP/1.1 299 ");
        assertThat(api.last().body()).isEmpty();
    }

    @Test
    void token_thatIsRefused_isChallengedWithTheReason() throws IOException {
        String token = issuer.token();
        clock.pass(java.time.Duration.ofHours(2));
        assertThat(get("Authorization: Bearer " + token))
                .startsWith("HTTP/1.1 401 ")
                .contains(
                        "WWW-Authenticate: Bearer error=\"invalid_token\", error_description=\"The token has expired\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.1", "no-such-host.invalid"})
    void open_onAForeignAddress_failsWithAnExplanation(String address) {
        AccessPolicy access = AccessPolicy.withLogin(address, new BearerAuthenticator(tokens), List.of());
        assertThatThrownBy(() -> HttpServerAdapter.open(0, api, access, () -> {}))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(address)
                .hasMessageContaining("--bind");
    }

    @Test
    void token_inTheQuery_isIgnored() throws IOException {
        assertThat(RawHttp.request(server.port(), "GET /api/v1/usecases?access_token=" + issuer.token()))
                .startsWith("HTTP/1.1 401 ");
        assertThat(api.requests).isEmpty();
    }

    @Test
    void tokenLargerThanTheHeaderLimit_is431() throws IOException {
        assertThat(get("Authorization: Bearer " + issuer.token() + "A".repeat(20_000)))
                .startsWith("HTTP/1.1 431 ");
        assertThat(api.requests).isEmpty();
    }

    @Test
    void unavailableKeys_areNotTheCallersFault() throws IOException {
        issuer.failWith(500);
        assertThat(get("Authorization: Bearer " + issuer.token()))
                .startsWith("HTTP/1.1 503 ")
                .contains("Retry-After: ", "\"code\":\"unavailable\"")
                .doesNotContain("WWW-Authenticate", issuer.issuer());
        assertThat(RawHttp.request(server.port(), "GET /readyz")).startsWith("HTTP/1.1 503 ");
        assertThat(RawHttp.request(server.port(), "GET /healthz")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void body_withoutAuthentication_isNotWaitedFor() throws IOException {
        String head = "POST /api/v1/usecases HTTP/1.1\r\nHost: api.example.com\r\nContent-Length: 1000000\r\n\r\n";
        assertThat(RawHttp.send(server.port(), head.getBytes(US_ASCII))).startsWith("HTTP/1.1 401 ");
    }

    @Test
    void host_ofAnyName_isAccepted() throws IOException {
        String request =
                "GET /api/v1/usecases HTTP/1.1\r\nHost: api.example.com\r\nConnection: close\r\nAuthorization: Bearer "
                        + issuer.token() + "\r\n\r\n";
        assertThat(RawHttp.send(server.port(), request)).startsWith("HTTP/1.1 299 ");
    }

    @Test
    void preflight_ofThePortal_needsNoToken() throws IOException {
        String response = RawHttp.request(
                server.port(),
                "OPTIONS /api/v1/usecases/u/data/buckets",
                "Origin: " + PORTAL,
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: authorization,content-type");
        assertThat(response)
                .startsWith("HTTP/1.1 204 ")
                .contains(
                        "Access-Control-Allow-Origin: " + PORTAL,
                        "Access-Control-Allow-Headers: Authorization, Content-Type, X-Request-Id",
                        "Vary: Origin")
                .doesNotContain("Access-Control-Allow-Credentials");
        assertThat(api.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "https://portal.example.com.evil.example",
                "http://portal.example.com"
            })
    void preflight_ofAnotherPage_getsNoCorsHeaders(String origin) throws IOException {
        assertThat(RawHttp.request(
                        server.port(),
                        "OPTIONS /api/v1/usecases",
                        "Origin: " + origin,
                        "Access-Control-Request-Method: POST"))
                .startsWith("HTTP/1.1 401 ")
                .doesNotContain("Access-Control-Allow");
    }

    @Test
    void refusal_canBeReadByThePortal() throws IOException {
        assertThat(get("Origin: " + PORTAL))
                .startsWith("HTTP/1.1 401 ")
                .contains("Access-Control-Allow-Origin: " + PORTAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /api/v1/usecases", "GET /healthz", "GET /nowhere", "GET /api/v1/%zz", "GARBAGE"})
    void everyResponse_hasSecurityHeaders(String line) throws IOException {
        assertThat(RawHttp.request(server.port(), line))
                .contains(
                        "X-Content-Type-Options: nosniff",
                        "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
                        "Referrer-Policy: no-referrer")
                .doesNotContain("Strict-Transport-Security");
    }

    @Test
    void path_outsideTheApi_isPassedOnWithoutACaller() throws IOException {
        RawHttp.request(server.port(), "GET /favicon.ico", "Authorization: Bearer " + issuer.token());
        assertThat(api.last().caller()).isNull();
        assertThat(api.last().path()).isEqualTo("/favicon.ico");
    }

    @Test
    void forgedTokens_whileTheIssuerHangs_delayNoOtherCaller() throws Exception {
        String good = "Authorization: Bearer " + issuer.token();
        String forged = "Authorization: Bearer " + issuer.forgedToken();
        ExecutorService threads = Executors.newFixedThreadPool(100);
        try (BearerTokenVerifier patient = issuer.patientTokens(new JacksonCodec());
                HttpServerAdapter crowded =
                        HttpServerAdapter.open(0, api, new BearerAuthenticator(patient), patient::checkReady)) {
            assertThat(RawHttp.request(crowded.port(), "GET /api/v1/usecases", good))
                    .startsWith("HTTP/1.1 299 ");
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch refused = new CountDownLatch(80);
            issuer.hangAndCountDown(asked);
            for (int i = 0; i < 100; i++) {
                threads.execute(() -> {
                    try {
                        RawHttp.request(crowded.port(), "GET /api/v1/usecases", forged);
                        refused.countDown();
                    } catch (IOException e) {
                        // the server was closed, or lets this request wait
                    }
                });
            }
            assertThat(asked.await(15, TimeUnit.SECONDS)).isTrue();
            assertThat(refused.await(15, TimeUnit.SECONDS)).isTrue();
            assertThat(RawHttp.request(crowded.port(), "GET /api/v1/usecases", good))
                    .startsWith("HTTP/1.1 299 ");
            assertThat(RawHttp.request(crowded.port(), "GET /healthz")).startsWith("HTTP/1.1 200 ");
            patient.close(); // so that no request waits any longer when the server is closed
        }
        threads.shutdownNow();
    }
}

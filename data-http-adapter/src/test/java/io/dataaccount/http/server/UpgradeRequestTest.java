package io.dataaccount.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.http.access.AccessPolicy;
import io.dataaccount.http.access.BindAddress;
import io.dataaccount.http.access.CallerAuthenticator;
import io.dataaccount.http.testing.RawHttp;
import io.dataaccount.http.testing.RecordingApi;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The server handles requests for another protocol, or with a session, like any other request. */
class UpgradeRequestTest {
    private final RecordingApi api = new RecordingApi();
    private final HttpServerAdapter server =
            HttpServerAdapter.open(0, api, CallerAuthenticator.LOCAL_ADMINISTRATOR, () -> {});

    @AfterEach
    void close() {
        server.close();
    }

    static Stream<String> headers() {
        return Stream.of(
                "Sec-WebSocket-Version: 13",
                "sec-websocket-version: ",
                "Sec-WebSocket-Version: 13\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: a,b\r\n"
                        + "Sec-WebSocket-Extensions: permessage-deflate",
                "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
                "Upgrade: HTTP/3.0\r\nConnection: upgrade",
                "Cookie: JSESSIONID=node01",
                "Cookie: $Version=1; JSESSIONID=node01; Path=/");
    }

    private static String send(HttpServerAdapter to, String line, String host, String headers) throws IOException {
        return RawHttp.send(
                to.port(),
                line + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + headers
                        + "\r\nContent-Length: 0\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("headers")
    void anyVerb_reachesTheApi(String headers) throws IOException {
        for (String verb : List.of("GET", "POST", "DELETE", "OPTIONS", "X-Y")) {
            String response = send(server, verb + " /api/v1/usecases;jsessionid=node01", "localhost", headers);
            assertThat(response).startsWith("HTTP/1.1 299 ").doesNotContainIgnoringCase("Set-Cookie");
            assertThat(api.last().method()).isEqualTo(verb);
        }
        assertThat(send(server, "GET /nowhere", "localhost", headers)).startsWith("HTTP/1.1 299 ");
        assertThat(send(server, "GET /healthz", "localhost", headers))
                .startsWith("HTTP/1.1 200 ")
                .contains("nosniff")
                .doesNotContainIgnoringCase("Set-Cookie");
    }

    @ParameterizedTest
    @MethodSource("headers")
    void requestOfAnotherHostOrOrigin_isRefused(String headers) throws IOException {
        assertThat(send(server, "GET /api/v1/usecases", "evil.example", headers))
                .startsWith("HTTP/1.1 421 ")
                .doesNotContainIgnoringCase("Set-Cookie");
        assertThat(send(server, "GET /api/v1/usecases", "localhost", headers + "\r\nOrigin: http://evil.example"))
                .startsWith("HTTP/1.1 403 ")
                .doesNotContainIgnoringCase("Set-Cookie");
        assertThat(api.requests).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("headers")
    void requestWithoutACaller_isRefused(String headers) throws IOException {
        CallerAuthenticator nobody = request -> {
            throw new DataException(ErrorCode.UNAUTHENTICATED, "Who are you?");
        };
        AccessPolicy verified = AccessPolicy.withLogin(BindAddress.LOOPBACK_ADDRESS, nobody, List.of());
        try (HttpServerAdapter closed = HttpServerAdapter.open(0, api, verified, () -> {})) {
            assertThat(send(closed, "GET /api/v1/usecases", "localhost", headers))
                    .startsWith("HTTP/1.1 401 ")
                    .doesNotContainIgnoringCase("Set-Cookie");
        }
        assertThat(api.requests).isEmpty();
    }

    /** A session would set a cookie. */
    @Test
    void http2Preface_isRefused() throws IOException {
        assertThat(RawHttp.send(server.port(), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))
                .matches("(?s)HTTP/1\\.1 (400|421|505) .*")
                .doesNotContainIgnoringCase("Set-Cookie");
        assertThat(api.requests).isEmpty();
    }
}

package io.dataaccount.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.http.access.AccessPolicy;
import io.dataaccount.http.access.CallerAuthenticator;
import io.dataaccount.http.testing.RawHttp;
import io.dataaccount.http.testing.RecordingApi;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which web pages may call a server without login. */
class OriginFilterTest {
    private static final String PAGE = "http://localhost:3000";

    private final RecordingApi api = new RecordingApi();
    private final HttpServerAdapter server = HttpServerAdapter.open(
            0,
            api,
            AccessPolicy.onLoopback(CallerAuthenticator.LOCAL_ADMINISTRATOR, List.of(new Origin(PAGE))),
            () -> {});

    @AfterEach
    void close() {
        server.close();
    }

    private String post(String host, String... headers) throws IOException {
        StringBuilder request = new StringBuilder("POST /api/v1/usecases HTTP/1.1\r\nHost: " + host
                + "\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return RawHttp.send(server.port(), request.append("\r\n{}").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://evil.example",
                "null",
                "",
                "http://localhost:3001",
                "https://localhost:3000",
                "http://127.0.0.1:3000",
                "http://localhost:3000.evil.example",
                "http://localhost:3000, http://evil.example",
                "HTTP://LOCALHOST:3000"
            })
    void origin_ofAnotherPage_isRefused(String origin) throws IOException {
        String response = post("127.0.0.1:" + server.port(), "Origin: " + origin);
        assertThat(response).startsWith("HTTP/1.1 403 ").contains("application/problem+json", "--origin");
        assertThat(response).doesNotContain("Access-Control-Allow", "evil");
        assertThat(api.requests).isEmpty();
    }

    @Test
    void origin_ofThisServersOtherName_isRefused() throws IOException {
        String other = "Origin: http://localhost:" + server.port();
        assertThat(post("127.0.0.1:" + server.port(), other)).startsWith("HTTP/1.1 403 ");
        assertThat(post("localhost", other)).startsWith("HTTP/1.1 403 ");
    }

    @Test
    void twoOrigins_areRefused() throws IOException {
        assertThat(post("127.0.0.1:" + server.port(), "Origin: " + PAGE, "Origin: " + PAGE))
                .startsWith("HTTP/1.1 403 ");
        assertThat(api.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /healthz", "GET /", "OPTIONS /api/v1/usecases", "GET /nowhere"})
    void origin_ofAnotherPage_isRefusedEverywhere(String line) throws IOException {
        assertThat(RawHttp.request(
                        server.port(), line, "Origin: https://evil.example", "Access-Control-Request-Method: POST"))
                .startsWith("HTTP/1.1 403 ");
        assertThat(api.requests).isEmpty();
    }

    @Test
    void ownOrigin_isAccepted() throws IOException {
        for (String host :
                List.of("127.0.0.1:" + server.port(), "localhost:" + server.port(), "LOCALHOST:" + server.port())) {
            String own = "http://" + host.toLowerCase(java.util.Locale.ROOT);
            assertThat(post(host, "Origin: " + own)).startsWith("HTTP/1.1 299 ");
        }
        assertThat(post("127.0.0.1:" + server.port())).startsWith("HTTP/1.1 299 ");
    }

    @Test
    void configuredOrigin_isAcceptedAndMayRead() throws IOException {
        assertThat(post("127.0.0.1:" + server.port(), "Origin: " + PAGE))
                .startsWith("HTTP/1.1 299 ")
                .contains("Access-Control-Allow-Origin: " + PAGE);
    }
}

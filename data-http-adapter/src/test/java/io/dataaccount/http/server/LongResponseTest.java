package io.dataaccount.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.rest.RestBody;
import io.dataaccount.core.rest.RestResponse;
import io.dataaccount.http.access.CallerAuthenticator;
import io.dataaccount.http.testing.HttpCalls;
import io.dataaccount.testkit.contract.RecordedResponse;
import io.dataaccount.testkit.contract.RestCall;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses that are created while they are sent. */
class LongResponseTest {
    /** Larger than the output buffer, and incompressible. */
    private static final byte[] MUCH = new byte[300_000];

    static {
        new Random(1).nextBytes(MUCH);
    }

    /** A body of unknown length. */
    @FunctionalInterface
    private interface Made extends RestBody {
        @Override
        default int length() {
            return UNKNOWN;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip"})
    void response_isSentWhileItIsCreated(String encoding) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Made body = out -> {
            out.write(MUCH);
            await(started);
            out.write(MUCH);
        };
        try (HttpServerAdapter server = open(body)) {
            HttpRequest request = HttpRequest.newBuilder(uri(server).resolve("/api/v1/usecases"))
                    .header("Accept-Encoding", encoding)
                    .build();
            HttpResponse<InputStream> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
            assertThat(response.body().read()).isNotNegative();
            started.countDown();
            assertThat(response.body().readAllBytes().length).isGreaterThanOrEqualTo(2 * MUCH.length - 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip"})
    void response_thatFails_isVisiblyIncomplete(String encoding) {
        Made body = out -> {
            out.write(MUCH);
            throw new IllegalStateException("broken");
        };
        try (HttpServerAdapter server = open(body)) {
            assertThatThrownBy(() -> exchange(server, encoding)).hasRootCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void response_thatFailsWithAnError_isVisiblyIncomplete() {
        Made body = out -> {
            out.write(MUCH);
            throw new NoClassDefFoundError("broken");
        };
        try (HttpServerAdapter server = open(body)) {
            assertThatThrownBy(() -> exchange(server, "identity")).hasRootCauseInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip"})
    void response_thatFailsBeforeItIsSent_isAProblem(String encoding) {
        Made body = out -> {
            out.write("{\"half\":".getBytes(UTF_8));
            throw new IllegalStateException("broken");
        };
        try (HttpServerAdapter server = open(body)) {
            RecordedResponse response = exchange(server, encoding);
            assertThat(response.status()).isEqualTo(500);
            assertThat(new String(response.body(), UTF_8))
                    .startsWith("{\"type\":\"urn:data-account:problem:internal\"")
                    .contains("\"request_id\":\"request-of-the-test\"");
            assertThat(response.headers())
                    .containsEntry("Content-Type", "application/problem+json")
                    .containsEntry("X-Content-Type-Options", "nosniff")
                    .doesNotContainKey("Content-Encoding");
        }
    }

    @Test
    void response_toADisconnectedClient_isNotCompleted() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        CompletableFuture<IOException> stopped = new CompletableFuture<>();
        Made body = out -> {
            await(gone);
            try {
                for (int i = 0; i < 1000; i++) {
                    out.write(MUCH);
                }
            } catch (IOException e) {
                stopped.complete(e);
                throw e;
            }
        };
        try (HttpServerAdapter server = open(body)) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.setSoLinger(true, 0);
                socket.getOutputStream()
                        .write("GET /api/v1/usecases HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
            }
            gone.countDown();
            assertThat(stopped.get(20, TimeUnit.SECONDS)).isNotNull();
        }
    }

    private static RecordedResponse exchange(HttpServerAdapter server, String encoding) {
        return HttpCalls.send(
                uri(server), new RestCall("GET", "/api/v1/usecases", Map.of("Accept-Encoding", encoding), new byte[0]));
    }

    private static HttpServerAdapter open(RestBody body) {
        Map<String, String> headers = Map.of("Content-Type", "application/json", "X-Request-Id", "request-of-the-test");
        return HttpServerAdapter.open(
                0, request -> new RestResponse(200, headers, body), CallerAuthenticator.LOCAL_ADMINISTRATOR, () -> {});
    }

    private static URI uri(HttpServerAdapter server) {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody came");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

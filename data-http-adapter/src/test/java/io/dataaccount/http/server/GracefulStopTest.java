package io.dataaccount.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.rest.RestResponse;
import io.dataaccount.http.access.AccessPolicy;
import io.dataaccount.http.access.CallerAuthenticator;
import io.dataaccount.http.observe.Observability;
import io.dataaccount.http.page.WebPage;
import io.dataaccount.http.testing.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GracefulStopTest {
    @Test
    @Timeout(60)
    void close_withARequestInFlight_completesItAndAcceptsNoOther() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        HttpServerAdapter server = HttpServerAdapter.open(
                0,
                request -> {
                    arrived.countDown();
                    await(go);
                    return new RestResponse(299, Map.of(), new byte[0]);
                },
                CallerAuthenticator.LOCAL_ADMINISTRATOR,
                () -> {});
        int port = server.port();
        CompletableFuture<String> response = supply(() -> RawHttp.request(port, "GET /api/v1/usecases"));
        await(arrived);

        CompletableFuture<String> stopped = supply(() -> {
            server.close();
            return "stopped";
        });
        while (accepts(port)) {
            Thread.onSpinWait();
        }
        assertThat(stopped).isNotDone();
        go.countDown();

        assertThat(response.get()).startsWith("HTTP/1.1 299 ");
        assertThat(stopped.get()).isEqualTo("stopped");
    }

    /** The timeout of the idle connection is later than that of the other one if the server treats both alike. */
    @Test
    @Timeout(60)
    void close_whileABodyArrives_waitsForIt_andForNoIdleConnection() throws Exception {
        HttpServerAdapter server = HttpServerAdapter.open(
                0,
                request -> new RestResponse(299, Map.of(), new byte[0]),
                CallerAuthenticator.LOCAL_ADMINISTRATOR,
                () -> {});
        int port = server.port();
        try (Socket slow = connect(port);
                Socket idle = connect(port)) {
            send(
                    slow,
                    "POST /api/v1/x HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(read(slow)).startsWith("HTTP/1.1 100 ");
            send(slow, "{");
            send(idle, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(read(idle)).startsWith("HTTP/1.1 200 ");

            CompletableFuture<String> stopped = supply(() -> {
                server.close();
                return "stopped";
            });
            assertThat(idle.getInputStream().read()).isNegative();
            assertThat(stopped).isNotDone();
            send(slow, "}");
            assertThat(read(slow)).startsWith("HTTP/1.1 299 ");
            assertThat(stopped.get()).isEqualTo("stopped");
        }
    }

    /** An interrupt ends the drain, which would take an hour. */
    @Test
    @Timeout(60)
    void close_withADrain_handlesRequestsWithoutBeingReady() throws Exception {
        HttpServerAdapter server = HttpServerAdapter.open(
                0,
                request -> new RestResponse(299, Map.of(), new byte[0]),
                AccessPolicy.onLoopback(CallerAuthenticator.LOCAL_ADMINISTRATOR, List.of()),
                () -> {},
                Observability.NONE,
                new WebPage(new JacksonCodec()),
                ServerLimits.of(100, ServerLimits.KEEP_ALIVE, StopTimes.draining(Duration.ofHours(1))));
        int port = server.port();
        Thread stopping = new Thread(server::close);
        try (Socket kept = connect(port)) {
            send(kept, "GET /api/v1/x HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(read(kept)).startsWith("HTTP/1.1 299 ").doesNotContain("Connection: close");
            stopping.start();
            while (RawHttp.status(RawHttp.request(port, "GET /readyz")) == 200) {
                Thread.onSpinWait();
            }
            assertThat(RawHttp.request(port, "GET /healthz")).startsWith("HTTP/1.1 200 ");
            send(kept, "GET /api/v1/x HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(read(kept)).startsWith("HTTP/1.1 299 ").contains("Connection: close");
            assertThat(kept.getInputStream().read()).isNegative();
        } finally {
            stopping.interrupt();
        }
        stopping.join();
        assertThat(accepts(port)).isFalse();
    }

    /** Runs as long as a stop waits. */
    @Test
    @Timeout(60)
    void close_whileACallDoesNotEnd_abortsIt() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        HttpServerAdapter server = HttpServerAdapter.open(
                0,
                request -> {
                    arrived.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return new RestResponse(299, Map.of(), new byte[0]);
                },
                CallerAuthenticator.LOCAL_ADMINISTRATOR,
                () -> {});
        try (Socket call = connect(server.port())) {
            send(call, "GET /api/v1/x HTTP/1.1\r\nHost: localhost\r\n\r\n");
            await(arrived);
            server.close();
            await(interrupted);
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The bytes that have arrived. A response as small as here arrives whole. */
    private static String read(Socket socket) throws IOException {
        byte[] response = new byte[4096];
        int length = socket.getInputStream().read(response);
        return new String(response, 0, Math.max(length, 0), StandardCharsets.US_ASCII);
    }

    private static boolean accepts(int port) {
        try {
            return RawHttp.status(RawHttp.request(port, "GET /healthz")) == 200;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static CompletableFuture<String> supply(java.util.concurrent.Callable<String> work) {
        CompletableFuture<String> result = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        result.complete(work.call());
                    } catch (Exception e) {
                        result.completeExceptionally(e);
                    }
                })
                .start();
        return result;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.dataaccount.testkit.embedded.jetty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LimitedConnectionTest {
    private static final Duration TIME = Duration.ofSeconds(1);
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static final String AT_ONCE = "GET /at-once HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger handled = new AtomicInteger();
    private final PipelinePermits permits = new PipelinePermits(1);
    private final Server server = new Server();
    private final LimitedConnection.Factory connections =
            new LimitedConnection.Factory(new HttpConfiguration(), TIME, nanos::get, permits, new OpenConnections(100));
    private final ServerConnector connector = new ServerConnector(server, 1, 1, connections);

    @BeforeEach
    void start() throws Exception {
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.setStatus(204);
                handled.incrementAndGet();
                Runnable respond = () -> response.write(true, BufferUtil.EMPTY_BUFFER, callback);
                if (request.getHttpURI().getPath().equals("/at-once")) {
                    respond.run();
                } else {
                    Thread later = new Thread(respond); // the request ends in another thread
                    later.start();
                }
                return true;
            }
        });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    /** A client that pauses in a request, or never sends one, is not kept as long as an idle connection. */
    @Test
    void connection_isKeptLongerBetweenRequestsThanDuringThem() throws IOException {
        connections.setKeepAlive(Duration.ofHours(2));
        connector.setIdleTimeout(Duration.ofHours(1).toMillis());
        try (Socket socket = connect()) {
            awaitIdleTimeout(Duration.ofHours(1));
            socket.getOutputStream().write(REQUEST.getBytes(US_ASCII));
            assertThat(response(socket)).startsWith("HTTP/1.1 204 ");
            awaitIdleTimeout(Duration.ofHours(2));
            socket.getOutputStream().write("GET / HT".getBytes(US_ASCII));
            awaitIdleTimeout(Duration.ofHours(1));
            socket.getOutputStream().write("TP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            assertThat(response(socket)).startsWith("HTTP/1.1 204 ");
            awaitIdleTimeout(Duration.ofHours(2));
        }
    }

    private static String response(Socket socket) throws IOException {
        byte[] response = new byte[1024];
        return new String(response, 0, socket.getInputStream().read(response), US_ASCII);
    }

    private void awaitIdleTimeout(Duration expected) {
        while (connector.getConnectedEndPoints().stream()
                .noneMatch(each -> each.getIdleTimeout() == expected.toMillis())) {
            assertThat(Thread.currentThread().isInterrupted()).as("timeout").isFalse();
            Thread.onSpinWait();
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    /** Sends a part of a header; returns when the server has read it and waits for more. */
    private void sendPart(Socket socket, String text) throws IOException {
        send(socket, text);
        while (connector.getConnectedEndPoints().stream()
                .filter(endPoint -> isOf(socket, endPoint))
                .map(EndPoint::getConnection)
                .noneMatch(connection -> connection instanceof LimitedConnection limited
                        && limited.isHeaderArriving()
                        && limited.isFillInterested())) {
            Thread.onSpinWait();
        }
    }

    private static boolean isOf(Socket socket, EndPoint endPoint) {
        return endPoint.getRemoteSocketAddress() instanceof InetSocketAddress client
                && client.getPort() == socket.getLocalPort();
    }

    /** The server sends a FIN or, if it has not read all data, an RST. */
    private static void assertEnded(Socket socket) throws IOException {
        String response;
        try {
            response = new String(socket.getInputStream().readAllBytes(), US_ASCII);
        } catch (SocketException reset) {
            response = "";
        }
        assertThat(response).doesNotContain(" 204 ");
    }

    private static void assertServed(Socket socket) throws IOException {
        byte[] response = new byte[1024];
        int length = socket.getInputStream().read(response);
        assertThat(new String(response, 0, Math.max(length, 0), US_ASCII)).startsWith("HTTP/1.1 204 ");
    }

    @Test
    void headerThatTakesTooLong_closesTheConnection() throws Exception {
        for (String begin : new String[] {"G", "GET / HTTP/1.1\r\nHost: localhost\r\n", "GET / HTTP/1.1\r\nHo"}) {
            try (Socket socket = connect()) {
                sendPart(socket, begin);
                nanos.addAndGet(TIME.toNanos() + 1);
                send(socket, "a");
                assertEnded(socket);
            }
        }
    }

    @Test
    void nextHeaderOfAConnection_hasTheSameTimeLimit() throws Exception {
        try (Socket socket = connect()) {
            send(socket, REQUEST);
            assertServed(socket);
            sendPart(socket, "a");
            nanos.addAndGet(TIME.toNanos() + 1);
            send(socket, "a");
            assertEnded(socket);
        }
    }

    @Test
    void pauseBetweenRequests_isNotCounted() throws Exception {
        try (Socket socket = connect()) {
            for (int i = 0; i < 3; i++) {
                nanos.addAndGet(TIME.multipliedBy(2).toNanos());
                sendPart(socket, REQUEST.substring(0, 9));
                nanos.addAndGet(TIME.toNanos());
                send(socket, REQUEST.substring(9));
                assertServed(socket);
            }
        }
    }

    @Test
    void fieldsOfOneRequest_doNotCountForTheNext() throws Exception {
        String fields = "a:\r\n".repeat(LimitedConnection.Factory.MAX_FIELDS - 1);
        try (Socket socket = connect()) {
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream()
                        .write(("GET / HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n").getBytes(US_ASCII));
                assertServed(socket);
            }
        }
    }

    @Test
    void pipelinedRequests_leaveTheThreadAfterTheMaximum_andWaitForAPermit() throws Exception {
        permits.request(() -> {}); // takes the only permit
        int sent = 20;
        try (Socket ahead = connect()) {
            send(ahead, AT_ONCE.repeat(sent));
            assertServed(ahead, ConsecutiveRequests.MAX);
            try (Socket other = connect()) {
                send(other, AT_ONCE);
                assertServed(other, 1);
            }
            assertThat(handled).hasValue(ConsecutiveRequests.MAX + 1);
            permits.release();
            assertServed(ahead, sent - ConsecutiveRequests.MAX);
        }
    }

    @Test
    void pipelinedRequests_handledByOtherThreads_areAllServed() throws Exception {
        int sent = 200;
        try (Socket ahead = connect()) {
            send(ahead, (AT_ONCE + REQUEST + REQUEST).repeat(sent));
            assertServed(ahead, 3 * sent);
        }
        permits.request(permits::release); // proves that no permit was lost
        try (Socket ahead = connect()) {
            send(ahead, AT_ONCE.repeat(sent));
            assertServed(ahead, sent);
        }
    }

    /** Reads exactly this number of responses. */
    private static void assertServed(Socket socket, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            StringBuilder response = new StringBuilder();
            while (response.indexOf("\r\n\r\n") < 0) {
                int next = socket.getInputStream().read();
                assertThat(next)
                        .as("response %d of %d: %s", i + 1, count, response)
                        .isNotNegative();
                response.append((char) next);
            }
            assertThat(response).startsWith("HTTP/1.1 204 ");
        }
    }
}

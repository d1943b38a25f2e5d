package io.dataaccount.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LimitedConnectionTest {
    private static final Duration TIME = Duration.ofSeconds(1);
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final Server server = new Server();
    private final ServerConnector connector =
            new ServerConnector(server, 1, 1, new LimitedConnection.Factory(new HttpConfiguration(), TIME));

    @BeforeEach
    void start() throws Exception {
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.setStatus(204);
                Thread later = new Thread(callback::succeeded); // a request ends in another thread than it began in
                later.start();
                return true;
            }
        });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void trickle(Socket socket, String text) throws Exception {
        for (byte one : text.getBytes(US_ASCII)) {
            socket.getOutputStream().write(one);
            Thread.sleep(100);
        }
    }

    private static void assertServed(Socket socket) throws IOException {
        byte[] answer = new byte[1024];
        int length = socket.getInputStream().read(answer);
        assertThat(new String(answer, 0, Math.max(length, 0), US_ASCII)).startsWith("HTTP/1.1 204 ");
    }

    @Test
    void headerThatTakesTooLong_endsTheConnection() throws Exception {
        for (String begin : new String[] {"", "GET / HTTP/1.1\r\nHost: localhost\r\n"}) {
            try (Socket socket = connect()) {
                socket.getOutputStream().write(begin.getBytes(US_ASCII));
                assertThatThrownBy(() -> {
                            trickle(socket, "a".repeat(40));
                            socket.getOutputStream().write("\r\n\r\n".getBytes(US_ASCII));
                        })
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void nextHeaderOfAConnection_hasTheSameTime() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(REQUEST.getBytes(US_ASCII));
            assertServed(socket);
            assertThatThrownBy(() -> trickle(socket, "a".repeat(40))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void pauseBetweenRequests_isNotPartOfIt() throws Exception {
        try (Socket socket = connect()) {
            for (int i = 0; i < 3; i++) {
                Thread.sleep(TIME.multipliedBy(3).dividedBy(2).toMillis());
                socket.getOutputStream().write(REQUEST.substring(0, 9).getBytes(US_ASCII));
                Thread.sleep(TIME.dividedBy(4).toMillis());
                socket.getOutputStream().write(REQUEST.substring(9).getBytes(US_ASCII));
                assertServed(socket);
            }
        }
    }

    @Test
    void fieldsOfOneRequest_areNotThoseOfTheNext() throws Exception {
        String fields = "a:\r\n".repeat(LimitedConnection.Factory.MOST_FIELDS - 1);
        try (Socket socket = connect()) {
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream()
                        .write(("GET / HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n").getBytes(US_ASCII));
                assertServed(socket);
            }
        }
    }
}

package io.dataaccount.aws.network;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.aws.config.ProxyServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tunnel sends, and what it makes of the responses of a scripted proxy. */
class TunnelSocketTest {
    private static final InetSocketAddress TARGET = InetSocketAddress.createUnresolved("sts.example", 443);

    /** So long that only a defect reaches it. */
    private static final int LONG = 60_000;

    private ServerSocket server;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private ProxyServer proxy() {
        return new ProxyServer("127.0.0.1", server.getLocalPort(), "ana", "hush", "HTTPS_PROXY");
    }

    /** Accepts one connection, and returns its request. */
    private CompletableFuture<String> respond(String response, boolean close) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                Socket client = server.accept();
                ByteArrayOutputStream request = new ByteArrayOutputStream();
                InputStream in = client.getInputStream();
                while (!request.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                    request.write(in.read());
                }
                client.getOutputStream().write(response.getBytes(ISO_8859_1));
                if (close) {
                    client.close();
                }
                return request.toString(ISO_8859_1);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void tunnel_sendsTheNameAndTheCredentials_andLeavesTheFirstByteOfTheTarget() throws IOException {
        CompletableFuture<String> request = respond("HTTP/1.1 200 OK\r\nVia: 1.1 proxy\r\n\r\nT", false);
        try (TunnelSocket tunnel = new TunnelSocket(proxy())) {
            tunnel.connect(TARGET, LONG);
            assertThat(tunnel.getInputStream().read()).isEqualTo('T');
            assertThat(tunnel.getSoTimeout()).isZero();
        }
        assertThat(request.join())
                .isEqualTo("CONNECT sts.example:443 HTTP/1.1\r\nHost: sts.example:443\r\n"
                        + "Proxy-Authorization: Basic YW5hOmh1c2g=\r\n\r\n");
    }

    @Test
    void ipv6Target_hasBrackets() throws IOException {
        CompletableFuture<String> request = respond("HTTP/1.0 200 Connection established\r\n\r\n", false);
        try (TunnelSocket tunnel = new TunnelSocket(proxy())) {
            tunnel.connect(new InetSocketAddress("2001:db8::1", 443), LONG);
        }
        assertThat(request.join()).startsWith("CONNECT [2001:db8:0:0:0:0:0:1]:443 HTTP/1.1\r\n");
    }

    @ParameterizedTest
    @CsvSource({"407, refused the user name and password", "403, status 403 instead of a connection", "502, status 502"
    })
    void refusal_namesStatusAndProxy(int status, String text) {
        respond("HTTP/1.1 " + status + " hush\r\nContent-Length: 0\r\n\r\n", false);
        assertFails(LONG, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", "SSH-2.0-OpenSSH_9\r\n\r\n", "HTTP/2 200\r\n\r\n", "\r\n\r\n"})
    void closedOrOtherProtocol_isNoResponse(String response) {
        respond(response, true);
        assertFails(LONG, "did not respond when it was asked to connect to sts.example:443");
    }

    @Test
    void endlessHeader_isNoResponse() {
        respond("HTTP/1.1 200 OK\r\nX: " + "x".repeat(20_000), false);
        assertFails(LONG, "did not respond");
    }

    @Test
    void silentProxy_isNoResponseInTime() {
        respond("HTTP/1.1 200", false);
        assertFails(200, "did not respond");
    }

    @Test
    void proxyThatIsDown_isUnreachable() throws IOException {
        server.close();
        assertFails(LONG, "cannot be reached");
    }

    @Test
    void unknownProxy_isUnreachable() {
        ProxyServer unknown = new ProxyServer("proxy.invalid", 3128, "ana", "hush", "HTTPS_PROXY");
        assertThatThrownBy(() -> new TunnelSocket(unknown).connect(TARGET, LONG))
                .isInstanceOf(ProxyException.class)
                .hasMessageContaining("proxy.invalid:3128 (HTTPS_PROXY) cannot be reached");
    }

    private void assertFails(int timeout, String text) {
        TunnelSocket tunnel = new TunnelSocket(proxy());
        assertThatThrownBy(() -> tunnel.connect(TARGET, timeout))
                .isInstanceOf(ProxyException.class)
                .hasMessageContaining(text)
                .hasMessageContaining("127.0.0.1:" + server.getLocalPort() + " (HTTPS_PROXY)")
                .hasMessageNotContaining("hush")
                .hasMessageNotContaining("ana");
        assertThat(tunnel.isClosed()).isTrue();
    }
}

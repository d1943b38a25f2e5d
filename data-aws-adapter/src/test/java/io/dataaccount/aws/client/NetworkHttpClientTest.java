package io.dataaccount.aws.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.aws.network.ProxyException;
import io.dataaccount.aws.testing.SystemProperties;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

/** Plain HTTP through a scripted proxy. */
class NetworkHttpClientTest {
    @RegisterExtension
    final SystemProperties properties = new SystemProperties();

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final NetworkHttpClient http = new NetworkHttpClient();
    private ServerSocket proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        properties.set("http.proxyHost", "127.0.0.1");
        properties.set("http.proxyPort", String.valueOf(proxy.getLocalPort()));
        properties.set("http.proxyUser", "ana");
        properties.set("http.proxyPassword", "hush");
        properties.set("http.nonProxyHosts", "direct.example");
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        http.close();
    }

    private void respond(String response) {
        Thread thread = new Thread(() -> {
            while (true) {
                try (Socket client = proxy.accept()) {
                    requests.add(request(client.getInputStream()));
                    client.getOutputStream().write(response.getBytes(ISO_8859_1));
                } catch (IOException e) {
                    return; // closed
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** The header, and the one byte of the body if there is one. */
    private static String request(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            bytes.write(in.read());
        }
        String header = bytes.toString(ISO_8859_1);
        return header.startsWith("PUT") ? header + (char) in.read() : header;
    }

    private HttpExecuteResponse call(String url, SdkHttpMethod method) throws IOException {
        HttpExecuteRequest.Builder request = HttpExecuteRequest.builder()
                .request(SdkHttpFullRequest.builder()
                        .uri(URI.create(url))
                        .method(method)
                        .build());
        if (method == SdkHttpMethod.PUT) {
            request.contentStreamProvider(() -> new ByteArrayInputStream(new byte[] {'b'}));
            request.request(SdkHttpFullRequest.builder()
                    .uri(URI.create(url))
                    .method(method)
                    .putHeader("Content-Length", "1")
                    .build());
        }
        return http.prepareRequest(request.build()).call();
    }

    @Test
    void request_hasTheWholeUrlAndTheCredentials() throws IOException {
        respond("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        HttpExecuteResponse response = call("http://s3.example/my-data", SdkHttpMethod.GET);
        assertThat(response.responseBody().orElseThrow().readAllBytes())
                .asString()
                .isEqualTo("ok");
        assertThat(requests)
                .singleElement()
                .asString()
                .startsWith("GET http://s3.example/my-data HTTP/1.1\r\n")
                .contains("Proxy-Authorization: Basic YW5hOmh1c2g=\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic realm=\"p\"", "NTLM", "Negotiate", "Digest realm=\"p\", nonce=\"n\""})
    void refusedCredentials_areNamed_forEveryMethod(String scheme) {
        respond("HTTP/1.1 407 x\r\nProxy-Authenticate: " + scheme
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        for (SdkHttpMethod method : List.of(SdkHttpMethod.GET, SdkHttpMethod.PUT, SdkHttpMethod.HEAD)) {
            ProxyException refusal =
                    catchThrowableOfType(ProxyException.class, () -> call("http://s3.example/", method));
            assertThat(refusal)
                    .hasMessageContaining("status 407: it refused the user name and password")
                    .hasMessageNotContaining("hush");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SSH-2.0-OpenSSH_9\r\n"})
    void otherProtocol_isNoValidResponse(String response) {
        respond(response);
        assertThatThrownBy(() -> call("http://s3.example/", SdkHttpMethod.GET))
                .isInstanceOf(ProxyException.class)
                .hasMessageContaining("127.0.0.1:" + proxy.getLocalPort())
                .hasMessageContaining("sent no valid response to a request for s3.example");
    }

    /** The response may be that of the proxy or of the target. */
    @ParameterizedTest
    @ValueSource(ints = {302, 401, 403, 502})
    void otherStatus_isLeftToTheService(int status) throws IOException {
        respond("HTTP/1.1 " + status + " x\r\nLocation: http://login.example/\r\nContent-Length: 0\r\n\r\n");
        assertThat(call("http://s3.example/", SdkHttpMethod.GET).httpResponse().statusCode())
                .isEqualTo(status);
        assertThat(requests).as("not followed").hasSize(1);
    }

    @Test
    void proxyThatIsDown_isNamed_andTheRequestIsNotSentDirectly() throws IOException {
        proxy.close();
        assertThatThrownBy(() -> call("http://s3.example/", SdkHttpMethod.GET))
                .isInstanceOf(ProxyException.class)
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void hostWithoutAProxy_isNotBlamedOnIt() {
        respond("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        assertThatThrownBy(() -> call("http://direct.example/", SdkHttpMethod.GET))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(ProxyException.class);
        assertThat(requests).isEmpty();
    }
}

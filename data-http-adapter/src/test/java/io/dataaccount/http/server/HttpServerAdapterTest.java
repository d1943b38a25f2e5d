package io.dataaccount.http.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.core.rest.RestRequest;
import io.dataaccount.http.StartupException;
import io.dataaccount.http.access.CallerAuthenticator;
import io.dataaccount.http.testing.RawHttp;
import io.dataaccount.http.testing.RecordingApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerAdapterTest {
    private final RecordingApi api = new RecordingApi();
    private HttpServerAdapter server = open();

    private HttpServerAdapter open() {
        return HttpServerAdapter.open(0, api, CallerAuthenticator.LOCAL_ADMINISTRATOR, () -> {});
    }

    @BeforeEach
    void forget() {
        api.requests.clear();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void request_reachesTheApiUnchanged_andItsResponseIsWritten() throws IOException {
        String response = RawHttp.send(
                server.port(),
                "POST /api/v1/usecases/a%2Fb?x=%2F&x=2 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/json; charset=UTF-8\r\nX-Request-Id: my-request-1\r\n"
                        + "Content-Length: 2\r\n\r\n{}");

        assertThat(response).startsWith("HTTP/1.1 299 ").contains("X-Request-Id: id-of-the-api");
        assertThat(RawHttp.body(response)).isEqualTo("{\"from\":\"api\"}");
        RestRequest request = api.last();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/api/v1/usecases/a%2Fb");
        assertThat(request.query()).isEqualTo(Map.of("x", List.of("/", "2")));
        assertThat(request.contentType()).isEqualTo("application/json; charset=UTF-8");
        assertThat(request.requestId()).isEqualTo("my-request-1");
        assertThat(request.body()).isEqualTo("{}".getBytes(US_ASCII));
        assertThat(request.caller()).isEqualTo(new Caller("local-administrator", "local administrator", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY", "PROPFIND", "get", "X-Y"})
    void everyVerb_reachesTheApi(String verb) throws IOException {
        assertThat(RawHttp.status(RawHttp.request(server.port(), verb + " /api/v1/usecases")))
                .isEqualTo(299);
        assertThat(api.last().method()).isEqualTo(verb);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "NONSENSE", "", "a b", "get"})
    void verb_inAHeader_isIgnored(String other) throws IOException {
        RawHttp.request(server.port(), "GET /api/v1/usecases", "X-HTTP-Method-Override: " + other);

        assertThat(api.last().method()).isEqualTo("GET");
    }

    @Test
    void head_hasNoBody() throws IOException {
        String response = RawHttp.request(server.port(), "HEAD /api/v1/usecases");

        assertThat(RawHttp.status(response)).isEqualTo(299);
        assertThat(RawHttp.body(response)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1",
                "/api/v1/",
                "/api/v1/%2e%2e/x",
                "/api/v1/../secret",
                "/api/v1/a%2fb",
                "/api/v1/a;b=c/d",
                "/api/v1/%ff",
                "/api/v1/%u0041",
                "/api/v1//usecases",
                "/api/v1/usecases/",
                "/api/v2/usecases",
                "/API/v1/usecases",
                "/favicon.ico",
                "//"
            })
    void unusualPath_isRefusedByTheApi(String path) throws IOException {
        assertThat(RawHttp.status(RawHttp.request(server.port(), "GET " + path)))
                .isEqualTo(299);
        assertThat(api.last().path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/%00", "/api/v1/%", "/api/v1/%zz", "/%2e%2e/%2e%2e/etc/passwd"})
    void invalidPath_isAProblem(String path) throws IOException {
        assertProblem(400, RawHttp.request(server.port(), "GET " + path));
        assertThat(api.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=%", "x=%zz", "x=%ff", "%c0%af=1"})
    void undecodableQuery_isAnUnknownParameter(String query) throws IOException {
        assertThat(RawHttp.status(RawHttp.request(server.port(), "GET /api/v1/usecases?" + query)))
                .isEqualTo(299);
        assertThat(api.last().query()).containsOnlyKeys(query);
    }

    @Test
    void body_isReadToOneByteBeyondTheMaximum() throws IOException {
        int most = RestApi.MAX_BODY_BYTES;
        String head = "POST /api/v1/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        for (int size : new int[] {most, most + 1}) {
            byte[] headers = (head + "Content-Length: " + size + "\r\n\r\n").getBytes(US_ASCII);
            assertThat(RawHttp.send(server.port(), headers, new byte[size])).startsWith("HTTP/1.1 299 ");
            assertThat(api.last().body()).hasSize(size);

            byte[] chunked = (head + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(size) + "\r\n")
                    .getBytes(US_ASCII);
            assertThat(RawHttp.send(server.port(), chunked, new byte[size], "\r\n0\r\n\r\n".getBytes(US_ASCII)))
                    .startsWith("HTTP/1.1 299 ");
            assertThat(api.last().body()).hasSize(size);
        }
    }

    @Test
    void body_withExpectContinue_isRequested() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("POST /api/v1/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n")
                            .getBytes(US_ASCII));
            String interim = "HTTP/1.1 100 Continue\r\n\r\n";
            assertThat(new String(socket.getInputStream().readNBytes(interim.length()), US_ASCII))
                    .isEqualTo(interim);
            socket.getOutputStream().write("{}".getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 299 ");
        }
        assertThat(api.last().body()).isEqualTo("{}".getBytes(US_ASCII));
    }

    @Test
    void body_inManySmallPieces_isOne() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            socket.setTcpNoDelay(true);
            socket.getOutputStream()
                    .write("POST /api/v1/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                            .getBytes(US_ASCII));
            for (int i = 0; i < 500; i++) {
                socket.getOutputStream().write("1\r\nx\r\n".getBytes(US_ASCII));
            }
            socket.getOutputStream().write("0\r\n\r\n".getBytes(US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
        assertThat(api.last().body()).isEqualTo("x".repeat(500).getBytes(US_ASCII));
    }

    @Test
    void body_withoutEnd_isNotReadOn() throws IOException {
        byte[] headers =
                "POST /api/v1/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999999\r\n\r\n".getBytes(US_ASCII);
        String response = RawHttp.send(server.port(), headers, new byte[RestApi.MAX_BODY_BYTES + 1]);

        assertThat(response).startsWith("HTTP/1.1 299 ");
        assertThat(api.last().body()).hasSize(RestApi.MAX_BODY_BYTES + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\n{}\r\n0\r\n\r\n",
                "-1\r\n{}\r\n0\r\n\r\n",
                "2\r\n{}X\r\n0\r\n\r\n",
                "ffffffffffffffffff\r\n{}"
            })
    void body_inBrokenChunks_isAProblem(String body) throws IOException {
        assertProblem(
                400,
                RawHttp.send(
                        server.port(),
                        "POST /api/v1/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + body));
        assertThat(api.requests).isEmpty();
    }

    @Test
    void trailers_thatAreTooMany_areAProblem() throws IOException {
        String head = "POST /api/v1/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n";
        String most = "aa:\r\n".repeat(197); // and three fields of the header
        assertThat(RawHttp.send(server.port(), head + most + "\r\n")).startsWith("HTTP/1.1 299 ");
        api.requests.clear();
        assertThat(RawHttp.status(RawHttp.send(server.port(), head + most + "aa:\r\n\r\n")))
                .isIn(400, 431);
        assertThat(api.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip, chunked",
                "foo, chunked",
                "identity, chunked",
                "identity\r\nTransfer-Encoding: chunked",
                "gzip\r\nTransfer-Encoding: chunked",
                "chunked\r\nTransfer-Encoding: chunked",
                "chunked, chunked",
                "chunked;q=1",
                "chunked, identity",
                "identity",
                "x-chunked",
                ""
            })
    void body_inAnUnknownTransferCoding_isAProblem(String coding) throws IOException {
        assertProblem(
                400,
                RawHttp.send(
                        server.port(),
                        "POST /api/v1/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: "
                                + coding + "\r\n\r\n2\r\n{}\r\n0\r\n\r\n"));
        assertThat(api.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunked", "Chunked", "CHUNKED", " chunked "})
    void body_inChunks_isAccepted(String coding) throws IOException {
        assertThat(RawHttp.send(
                        server.port(),
                        "POST /api/v1/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: "
                                + coding + "\r\n\r\n2\r\n{}\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 299 ");
        assertThat(api.last().body()).isEqualTo("{}".getBytes(US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "GET /api/v1 HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "GET /api/v1 HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET /api/v1 HTTP/1.1\r\nHost: localhost\r\nNo colon\r\n\r\n",
                "GET /api/v1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                "GET /api/v1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
                "GET  HTTP/1.1\r\nHost: localhost\r\n\r\n"
            })
    void request_thatIsNotHttp_isAProblem(String request) throws IOException {
        String response = RawHttp.send(server.port(), request);

        assertThat(RawHttp.status(response)).isIn(400, 421, 505);
        assertProblem(RawHttp.status(response), response);
        assertThat(api.requests).isEmpty();
    }

    @Test
    void headers_thatAreTooLong_areAProblem() throws IOException {
        assertProblem(431, RawHttp.request(server.port(), "GET /api/v1", "X-Long: " + "x".repeat(20_000)));
        String longUrl = RawHttp.request(server.port(), "GET /api/v1?x=" + "x".repeat(20_000));
        assertProblem(414, longUrl);
    }

    @Test
    void headers_thatAreTooMany_areAProblem() throws IOException {
        String[] most = new String[198]; // and two that every request has
        Arrays.fill(most, "aa:");
        assertThat(RawHttp.status(RawHttp.request(server.port(), "GET /api/v1", most)))
                .isEqualTo(299);
        String[] more = Arrays.copyOf(most, 199);
        more[198] = "aa:";
        assertProblem(431, RawHttp.request(server.port(), "GET /api/v1", more));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.", "[::2]", "a:b"})
    void host_ofAnotherName_isRefused(String host) throws IOException {
        String response = RawHttp.send(
                server.port(), "GET /api/v1/usecases HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

        assertThat(RawHttp.status(response)).isIn(400, 421);
        assertProblem(RawHttp.status(response), response);
        assertThat(api.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/usecases HTTP/1.0",
                "GET /api/v1/usecases HTTP/1.1",
                "GET /api/v1/usecases HTTP/1.1\r\nHost:",
                "GET /api/v1/usecases HTTP/1.1\r\nHost: localhost\r\nHost: evil.example",
                "GET /api/v1/usecases HTTP/1.1\r\nHost: localhost\r\nHost: localhost",
                "GET http://evil.example/api/v1/usecases HTTP/1.1\r\nHost: localhost",
                "GET http://localhost/api/v1/usecases HTTP/1.1\r\nHost: evil.example",
                "GET http://localhost/api/v1/usecases HTTP/1.0"
            })
    void host_thatIsMissingOrNotTheOnlyOne_isRefused(String head) throws IOException {
        String response = RawHttp.send(server.port(), head + "\r\nConnection: close\r\n\r\n");

        assertThat(RawHttp.status(response)).isIn(400, 421);
        assertProblem(RawHttp.status(response), response);
        assertThat(api.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "localhost:1", "[::1]:8080", "LOCALHOST"})
    void host_ofTheLoopback_isAccepted(String host) throws IOException {
        assertThat(RawHttp.send(
                        server.port(),
                        "GET /api/v1/usecases HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 299 ");
    }

    @Test
    void healthAndPage_doNotReachTheApi() throws IOException {
        assertThat(RawHttp.request(server.port(), "GET /healthz"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("{\"status\":\"up\"}");
        assertThat(RawHttp.request(server.port(), "GET /readyz"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("{\"status\":\"ready\"}");
        assertThat(RawHttp.request(server.port(), "GET /")).contains("Data Account is starting");
        assertThat(api.requests).isEmpty();
    }

    @Test
    void readyz_whenTheCheckFails_is503() throws IOException {
        try (HttpServerAdapter broken = HttpServerAdapter.open(0, api, CallerAuthenticator.LOCAL_ADMINISTRATOR, () -> {
            throw new IllegalStateException("the secret reason");
        })) {
            assertThat(RawHttp.status(RawHttp.request(broken.port(), "GET /healthz")))
                    .isEqualTo(200);
            assertProblem(503, RawHttp.request(broken.port(), "GET /readyz"));
            assertThat(RawHttp.status(RawHttp.request(broken.port(), "HEAD /healthz")))
                    .isEqualTo(200);
            assertThat(RawHttp.status(RawHttp.request(broken.port(), "HEAD /readyz")))
                    .isEqualTo(503);
        }
    }

    @Test
    void internalError_isAProblemWithoutItsCause() throws IOException {
        try (HttpServerAdapter broken = HttpServerAdapter.open(
                0,
                request -> {
                    throw new IllegalStateException("the secret reason");
                },
                CallerAuthenticator.LOCAL_ADMINISTRATOR,
                () -> {})) {
            assertProblem(500, RawHttp.request(broken.port(), "GET /api/v1/usecases"));
        }
    }

    @Test
    void open_onAPortInUse_failsWithAnExplanation() {
        assertThatThrownBy(() ->
                        HttpServerAdapter.open(server.port(), api, CallerAuthenticator.LOCAL_ADMINISTRATOR, () -> {}))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("127.0.0.1:" + server.port())
                .hasMessageContaining("--port");
    }

    private static void assertProblem(int status, String response) {
        assertThat(RawHttp.status(response)).as(response).isEqualTo(status);
        assertThat(response)
                .contains("Content-Type: application/problem+json")
                .doesNotContainIgnoringCase("jetty")
                .doesNotContain("Server:", "Exception", "secret", "<html", "at org.", "at io.");
        assertThat(new JacksonCodec().read(RawHttp.body(response)))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("status", status)
                .containsKeys("type", "title", "detail", "error");
    }
}

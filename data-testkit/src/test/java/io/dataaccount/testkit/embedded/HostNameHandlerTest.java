package io.dataaccount.testkit.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The host names that both ports accept, tested byte by byte over real sockets. */
class HostNameHandlerTest {
    private static final String PUBLISHED = "data-account.internal";
    private static Cloud cloud;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cloud = new Cloud(EmbeddedAwsConfig.inDirectory(directory).withHostNames(List.of(PUBLISHED)));
        cloud.s3().createBucket(r -> r.bucket("data"));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @BeforeEach
    void forget() {
        cloud.received.clear();
    }

    private static Stream<Arguments> foreign() {
        List<String> heads = List.of(
                "GET / HTTP/1.1\r\nHost: evil.example",
                "GET / HTTP/1.1\r\nHost: evil.example:PORT",
                "GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example:PORT",
                "GET / HTTP/1.1\r\nHost: localhost.evil.example:PORT",
                "GET / HTTP/1.1\r\nHost: localhost.:PORT",
                "GET / HTTP/1.1\r\nHost: 127.0.0.2:PORT",
                "GET / HTTP/1.1\r\nHost: 0.0.0.0:PORT",
                "GET / HTTP/1.1\r\nHost: [::]:PORT",
                "GET / HTTP/1.1\r\nHost: [::ffff:127.0.0.1]:PORT",
                "GET / HTTP/1.1\r\nHost: data.localhost:PORT",
                "GET / HTTP/1.1\r\nHost: data.s3.localhost:PORT",
                "GET / HTTP/1.1\r\nHost: data.s3.amazonaws.com",
                "GET / HTTP/1.1\r\nHost: 127.0.0.1@evil.example",
                "GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT, evil.example",
                "GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT:1",
                "GET / HTTP/1.1\r\nHost: 127.0.0.1/evil",
                "GET / HTTP/1.1\r\nHost:",
                "GET / HTTP/1.1",
                "GET / HTTP/1.0",
                "GET / HTTP/1.0\r\nHost: evil.example",
                "GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nHost: evil.example",
                "GET / HTTP/1.1\r\nHost: evil.example\r\nHost: 127.0.0.1:PORT",
                "GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nHost: 127.0.0.1:PORT",
                "GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1:PORT",
                "GET http://127.0.0.1:PORT/ HTTP/1.1\r\nHost: evil.example",
                "GET http://evil.example/ HTTP/1.1\r\nHost: evil.example",
                "GET http://evil.example/ HTTP/1.0",
                "GET http://127.0.0.1:PORT/ HTTP/1.0",
                "OPTIONS * HTTP/1.1\r\nHost: evil.example",
                "HEAD / HTTP/1.1\r\nHost: evil.example",
                "PUT /data/k HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0",
                "DELETE /data HTTP/1.1\r\nHost: evil.example",
                "POST / HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0",
                "GET /a/../../.. HTTP/1.1\r\nHost: evil.example",
                "GET / HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: 127.0.0.1\r\nForwarded: host=127.0.0.1");
        return heads.stream()
                .flatMap(head -> Stream.of(
                        Arguments.of(EmbeddedHttpServer.S3, head), Arguments.of(EmbeddedHttpServer.STS, head)));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void request_forAnotherHost_isRefused(String service, String head) throws IOException {
        String response = raw(service, head);
        assertThat(response).containsPattern("^HTTP/1\\.[01] (400|421) ");
        assertThat(cloud.received).isEmpty();
        if (!head.startsWith("HEAD")) {
            assertThat(response).contains(service.equals(EmbeddedHttpServer.STS) ? "<ErrorResponse " : "<Error><Code>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {EmbeddedHttpServer.S3, EmbeddedHttpServer.STS})
    void request_ofADnsRebindingPage_isRefused(String service) throws IOException {
        assertThat(raw(service, "GET / HTTP/1.1\r\nHost: evil.example:PORT"))
                .startsWith("HTTP/1.1 421 ")
                .contains("<Code>MisdirectedRequest</Code>")
                .doesNotContain("evil");
    }

    private static Stream<Arguments> own() {
        return Stream.of("127.0.0.1:PORT", "localhost:PORT", "LOCALHOST:PORT", "[::1]:PORT", "127.0.0.1", PUBLISHED)
                .flatMap(host -> Stream.of(
                        Arguments.of(EmbeddedHttpServer.S3, host), Arguments.of(EmbeddedHttpServer.STS, host)));
    }

    @ParameterizedTest
    @MethodSource("own")
    void request_forThisHost_isAccepted(String service, String host) throws IOException {
        assertThat(raw(service, "GET / HTTP/1.1\r\nHost: " + host))
                .startsWith("HTTP/1.1 403 ")
                .contains(service.equals(EmbeddedHttpServer.STS) ? "MissingAuthenticationToken" : "AccessDenied");
        assertThat(raw(service, "GET http://" + host + "/ HTTP/1.1\r\nHost: " + host))
                .startsWith("HTTP/1.1 403 ");
        assertThat(cloud.received).hasSize(2);
    }

    @Test
    void names_thatAreNotConfigured_areRefused(@TempDir Path directory) throws IOException {
        try (EmbeddedAws aws = EmbeddedAws.start(directory)) {
            assertThat(raw(aws.s3Endpoint(), "GET / HTTP/1.1\r\nHost: " + PUBLISHED))
                    .startsWith("HTTP/1.1 421 ");
        }
    }

    @Test
    void refusal_ofALargeUpload_reachesTheClient() throws IOException {
        String body = "x".repeat(3_000_000);
        assertThat(raw(
                        cloud.aws.s3Endpoint(),
                        "PUT /data/k HTTP/1.1\r\nHost: evil.example\r\nContent-Length: " + body.length(),
                        body))
                .startsWith("HTTP/1.1 421 ");
    }

    private static String raw(String service, String head) throws IOException {
        return raw(service.equals(EmbeddedHttpServer.S3) ? cloud.aws.s3Endpoint() : cloud.aws.stsEndpoint(), head);
    }

    private static String raw(URI endpoint, String head) throws IOException {
        return raw(endpoint, head, "");
    }

    private static String raw(URI endpoint, String head, String body) throws IOException {
        String request =
                head.replace("PORT", Integer.toString(endpoint.getPort())) + "\r\nConnection: close\r\n\r\n" + body;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}

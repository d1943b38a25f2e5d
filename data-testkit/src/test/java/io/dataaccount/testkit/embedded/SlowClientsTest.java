package io.dataaccount.testkit.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Clients without keys must not slow down clients with keys. */
@Timeout(60)
class SlowClientsTest {
    /** More than three times the number of threads. Without protection, each request would block a thread for 30 s. */
    private static final int MANY = 200;

    private final CountDownLatch received = new CountDownLatch(MANY);
    private final List<Socket> sockets = new ArrayList<>();
    private EmbeddedAws aws;

    @BeforeEach
    void start(@TempDir Path directory) {
        aws = EmbeddedAws.start(EmbeddedAwsConfig.inDirectory(directory).withListener(request -> received.countDown()));
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        aws.close();
    }

    private Socket send(URI endpoint, String text) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort());
        socket.setSoTimeout(20_000);
        sockets.add(socket);
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return socket;
    }

    private String ask(URI endpoint, String text) throws IOException {
        return new String(send(endpoint, text).getInputStream().readAllBytes(), UTF_8);
    }

    @Test
    void unsignedBodiesThatDoNotArrive_blockNoThread() throws Exception {
        String slow = " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n{";
        for (int i = 0; i < MANY; i++) {
            send(aws.stsEndpoint(), "POST /" + slow);
        }
        for (int i = 0; i < MANY; i++) {
            send(aws.s3Endpoint(), "PUT /data/key-" + i + slow);
        }
        assertThat(received.await(50, TimeUnit.SECONDS)).isTrue();
        try (S3Client s3 = S3Client.builder()
                .endpointOverride(aws.s3Endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        aws.user().accessKeyId(), aws.user().secretAccessKey())))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            assertThat(s3.listBuckets().buckets()).isEmpty();
        }
    }

    @Test
    void refusedBodyThatArrivesLate_getsTheResponseAfterIt() throws IOException {
        Socket socket = send(
                aws.s3Endpoint(),
                "PUT /data/key HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 100000\r\n\r\n{");
        socket.getOutputStream().write(new byte[99_999]);
        assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                .startsWith("HTTP/1.1 403 ")
                .contains("<Code>AccessDenied</Code>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\nX-One: 1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\n\n",
                "GET / HTTP/1.1\nHost: localhost\n\n"
            })
    void lineThatEndsWithoutCarriageReturn_isRefused(String request) throws IOException {
        assertThat(ask(aws.s3Endpoint(), request)).startsWith("HTTP/1.1 400 ");
        assertThat(ask(aws.stsEndpoint(), request)).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void headerWithTooManyFields_isRefused() throws IOException {
        String request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + "a:\r\n".repeat(300) + "\r\n";
        assertThat(ask(aws.s3Endpoint(), request)).startsWith("HTTP/1.1 431 ");
        assertThat(ask(aws.stsEndpoint(), request)).startsWith("HTTP/1.1 431 ");
    }
}

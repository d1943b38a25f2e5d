package io.dataaccount.http.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.http.ExternalAddresses;
import io.dataaccount.http.Portal;
import io.dataaccount.http.StartupException;
import io.dataaccount.http.access.BindAddress;
import io.dataaccount.http.testing.HttpCalls;
import io.dataaccount.http.testing.LogCapture;
import io.dataaccount.http.testing.RawHttp;
import io.dataaccount.testkit.embedded.config.HostNames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests of web pages the S3 and STS of a local server accept, and who can read their keys. */
class EmbeddedPortsTest {
    private static DataAccountServer server;
    private static JsonNode grant;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = DataAccountServer.start(LocalConfig.in(directory).withOrigins(List.of(new Origin(Portal.ORIGIN))));
        Portal portal = new Portal(server.uri());
        portal.post("/demo/data/buckets", "{\"bucket_name\": \"for-pages\"}", 201);
        grant = portal.post(
                "/demo/data/upload-url",
                "{\"bucket\": \"for-pages\", \"key\": \"a.txt\", \"content_type\": \"text/plain\"}",
                200);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:PORT",
                "127.0.0.1.evil.example:PORT",
                "localhost.:PORT",
                "for-pages.localhost:PORT",
                "[::2]:PORT"
            })
    void host_ofAnotherName_isMisdirectedOnBothPorts(String host) throws IOException {
        for (URI aws : List.of(server.aws().s3Endpoint(), server.aws().stsEndpoint())) {
            String name = host.replace("PORT", Integer.toString(aws.getPort()));
            assertThat(RawHttp.send(aws.getPort(), "GET / HTTP/1.1\r\nHost: " + name + "\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 421 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LocalHost:PORT", "[::1]:PORT"})
    void host_ofTheLoopback_isAcceptedOnBothPorts(String host) throws IOException {
        for (URI aws : List.of(server.aws().s3Endpoint(), server.aws().stsEndpoint())) {
            String name = host.replace("PORT", Integer.toString(aws.getPort()));
            assertThat(RawHttp.send(aws.getPort(), "GET / HTTP/1.1\r\nHost: " + name + "\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void upload_isAcceptedFromAllowedPagesOnly() {
        String local = "http://localhost:" + server.uri().getPort();
        for (String page : List.of(server.uri().toString(), local, Portal.ORIGIN)) {
            HttpResponse<byte[]> preflight = preflight(page);
            assertThat(preflight.statusCode()).as(page).isEqualTo(200);
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains(page);
            HttpResponse<byte[]> put = put(page);
            assertThat(put.statusCode()).as(page).isEqualTo(200);
            assertThat(put.headers().firstValue("Access-Control-Allow-Origin")).contains(page);
        }
        String itself = server.aws().s3Endpoint().toString();
        for (String page : List.of("https://evil.example", "http://localhost:3000", "null", itself)) {
            assertThat(preflight(page).statusCode()).as(page).isEqualTo(403);
            assertThat(put(page).statusCode()).as(page).isEqualTo(403);
        }
        assertThat(HttpCalls.send(upload().build()).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<byte[]> preflight(String page) {
        return HttpCalls.send(
                HttpRequest.newBuilder(URI.create(grant.get("upload_url").asText()))
                        .header("Origin", page)
                        .header("Access-Control-Request-Method", "PUT")
                        .header("Access-Control-Request-Headers", "content-type")
                        .method("OPTIONS", BodyPublishers.noBody())
                        .build());
    }

    private static HttpResponse<byte[]> put(String page) {
        return HttpCalls.send(upload().header("Origin", page).build());
    }

    private static HttpRequest.Builder upload() {
        return HttpRequest.newBuilder(URI.create(grant.get("upload_url").asText()))
                .header("Content-Type", "text/plain")
                .PUT(BodyPublishers.ofString("content"));
    }

    @Test
    void credentials_areThoseOfTheFile_whichIsForItsOwnerAlone() throws IOException {
        Path file = server.credentialsFile();
        Credentials keys = server.credentials();
        assertThat(Files.readString(file, UTF_8))
                .contains("aws_access_key_id = " + keys.accessKeyId() + "\n")
                .contains("aws_secret_access_key = " + keys.secretAccessKey() + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void credentials_afterARestart_areTheSame_andOfAnOldDirectoryAreMade(@TempDir Path directory) throws IOException {
        Credentials first = credentials(directory);
        assertThat(directory.resolve("credentials")).exists();
        assertThat(credentials(directory)).isEqualTo(first);
        Files.delete(directory.resolve("credentials"));
        assertThat(credentials(directory)).isNotEqualTo(first);
        assertThat(directory.resolve("credentials")).exists();
    }

    private static Credentials credentials(Path directory) {
        try (DataAccountServer other = DataAccountServer.start(LocalConfig.in(directory))) {
            return other.credentials();
        }
    }

    @Test
    void credentials_ofATemporaryServer_areItsOwn() {
        Path file;
        try (DataAccountServer forgetful = DataAccountServer.start()) {
            assertThat(forgetful.credentials()).isNotEqualTo(server.credentials());
            file = forgetful.credentialsFile();
            assertThat(file).exists();
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void concurrentStarts_inOneDirectory_shareOneFile(@TempDir Path directory) throws Exception {
        int starts = 3;
        CyclicBarrier together = new CyclicBarrier(starts);
        CyclicBarrier tried = new CyclicBarrier(starts);
        Callable<String> start = () -> {
            together.await();
            try (DataAccountServer one = DataAccountServer.start(LocalConfig.in(directory))) {
                tried.await();
                return one.credentials().secretAccessKey();
            } catch (StartupException e) {
                tried.await();
                return "in use";
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(starts);
        try {
            Set<String> keys = new HashSet<>();
            for (Future<String> each : threads.invokeAll(List.of(start, start, start))) {
                keys.add(each.get());
            }
            assertThat(keys)
                    .containsExactlyInAnyOrder("in use", credentials(directory).secretAccessKey());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void log_ofCallsAndUploads_holdsNoKeys() {
        try (LogCapture log = new LogCapture()) {
            Portal portal = new Portal(server.uri());
            portal.get("/demo/data/buckets");
            portal.get("/demo-cross/data/buckets");
            put(Portal.ORIGIN);
            put("https://evil.example");
            assertThat(log.text())
                    .doesNotContain(
                            server.credentials().accessKeyId(),
                            server.credentials().secretAccessKey());
        }
    }

    @Test
    void names_inAContainer_areTheLoopbackAndThePublishedNames() {
        ExternalAddresses addresses = new ExternalAddresses(
                List.of(new Origin("http://portal.local:18080")), new Origin("http://s3.local:18081"));
        BindAddress bindAddress = BindAddress.ofContainer(addresses);
        for (String name : List.of("portal.local:18081", "s3.local", "localhost:8081", "127.0.0.1:18081")) {
            assertThat(bindAddress.awsHosts().admit(List.of(name), null))
                    .as(name)
                    .isTrue();
        }
        assertThat(bindAddress.awsHosts().admit(List.of("evil.example"), null)).isFalse();
        assertThat(bindAddress.hosts().admit(List.of("portal.local"), null)).isTrue();
        assertThat(bindAddress.hosts().admit(List.of("s3.local"), null)).isFalse();
        assertThat(BindAddress.ofContainer(ExternalAddresses.SAME_PORTS).awsHosts())
                .isEqualTo(HostNames.LOOPBACK);
    }
}

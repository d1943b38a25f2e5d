package io.dataaccount.http.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.http.StartupException;
import io.dataaccount.http.testing.HttpCalls;
import io.dataaccount.http.testing.RawHttp;
import io.dataaccount.testkit.contract.RecordedResponse;
import io.dataaccount.testkit.contract.RestCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DataAccountServerTest {
    @TempDir
    Path directory;

    @Test
    void start_again_findsEverything() {
        try (DataAccountServer first = DataAccountServer.start(LocalConfig.in(directory))) {
            assertThat(send(first, "PUT", "/demo", "{\"name\":\"Mine\"}").status())
                    .isEqualTo(200);
            assertThat(send(first, "POST", "/demo-cross/data/buckets", "{\"bucket_name\":\"kept\"}")
                            .status())
                    .isEqualTo(201);
        }
        try (DataAccountServer second = DataAccountServer.start(LocalConfig.in(directory))) {
            assertThat(text(send(second, "GET", "/demo", ""))).contains("\"name\":\"Mine\"");
            assertThat(text(send(second, "GET", "/demo-cross/data/buckets", "")))
                    .contains("\"name\":\"kept\"");
        }
    }

    @Test
    void start_inADirectoryThatIsInUse_saysSo() {
        try (DataAccountServer first = DataAccountServer.start(LocalConfig.in(directory))) {
            assertThatThrownBy(() -> DataAccountServer.start(LocalConfig.in(directory)))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining(directory.toString());
            assertThat(send(first, "GET", "", "").status()).isEqualTo(200);
        }
    }

    @Test
    void start_inAFile_saysSo() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> DataAccountServer.start(LocalConfig.in(file)))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void start_withAPageElsewhere_letsItUpload() {
        LocalConfig config = LocalConfig.in(directory).withOrigins(List.of(new Origin("http://localhost:3000")));
        try (DataAccountServer server = DataAccountServer.start(config)) {
            send(server, "POST", "/demo/data/buckets", "{\"bucket_name\":\"for-pages\"}");
            RecordedResponse response = HttpCalls.send(
                    server.aws().s3Endpoint(),
                    new RestCall(
                            "OPTIONS",
                            "/for-pages/a.txt",
                            Map.of("Origin", "http://localhost:3000", "Access-Control-Request-Method", "PUT"),
                            new byte[0]));
            assertThat(response.status()).isEqualTo(200);
        }
    }

    @Test
    void readyz_whenTheStoreIsAvailable_isReady() {
        try (DataAccountServer server = DataAccountServer.start(LocalConfig.in(directory))) {
            assertThat(HttpCalls.send(server.uri(), new RestCall("GET", "/readyz", Map.of(), new byte[0]))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    @Timeout(60)
    void close_whileACallArrives_completesItBeforeClosingWhatItNeeds() throws Exception {
        DataAccountServer server = DataAccountServer.start(LocalConfig.in(directory));
        int port = server.uri().getPort();
        String body = "{\"bucket_name\":\"under-way\"}";
        try (Socket call = new Socket(InetAddress.getLoopbackAddress(), port)) {
            call.setSoTimeout(20_000);
            call.getOutputStream()
                    .write(("POST /api/v1/usecases/demo/data/buckets HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n")
                            .getBytes(UTF_8));
            String interim = "HTTP/1.1 100 Continue\r\n\r\n";
            assertThat(new String(call.getInputStream().readNBytes(interim.length()), UTF_8))
                    .isEqualTo(interim);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
            while (accepts(port)) {
                Thread.onSpinWait();
            }
            call.getOutputStream().write(body.getBytes(UTF_8));
            assertThat(new String(call.getInputStream().readAllBytes(), UTF_8)).startsWith("HTTP/1.1 201 ");
            stopped.get();
        }
        try (DataAccountServer second = DataAccountServer.start(LocalConfig.in(directory))) {
            assertThat(text(send(second, "GET", "/demo/data/buckets", ""))).contains("\"name\":\"under-way\"");
        }
    }

    private static boolean accepts(int port) {
        try {
            return RawHttp.status(RawHttp.request(port, "GET /healthz")) == 200;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static RecordedResponse send(DataAccountServer server, String method, String path, String body) {
        return HttpCalls.send(
                server.uri(),
                new RestCall(
                        method,
                        "/api/v1/usecases" + path,
                        Map.of("Content-Type", "application/json"),
                        body.getBytes(UTF_8)));
    }

    private static String text(RecordedResponse response) {
        return new String(response.body(), UTF_8);
    }
}

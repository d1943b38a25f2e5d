package io.dataaccount.http.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dataaccount.http.local.DataAccountServer;
import io.dataaccount.http.oidc.TestIssuer;
import io.dataaccount.http.testing.HttpCalls;
import io.dataaccount.http.testing.RawHttp;
import io.dataaccount.testkit.contract.RestCall;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two servers in {@code aws} mode behind a load balancer that follows their readiness. One of them gets SIGTERM. */
@Timeout(300)
class DrainIT {
    private static final int REQUESTS_PER_SECOND = 200;
    private static final String BUCKET = "bucket-of-the-drain";

    @TempDir
    private Path directory;

    private final TestIssuer issuer = new TestIssuer(Clock.systemUTC());
    private final ScriptedDynamoDb dynamoDb = new ScriptedDynamoDb();
    private final DataAccountServer aws = DataAccountServer.start();
    private final String token = administrator();

    @AfterEach
    void close() {
        aws.close();
        dynamoDb.close();
        issuer.close();
    }

    @Test
    void sigterm_under200RequestsASecond_failsNoRequest_andRequestsInFlightEnd() throws Exception {
        assertThat(HttpCalls.send(
                                aws.uri(),
                                new RestCall(
                                        "POST",
                                        "/api/v1/usecases/demo/data/buckets",
                                        Map.of("Content-Type", "application/json"),
                                        ("{\"bucket_name\":\"" + BUCKET + "\"}").getBytes(UTF_8)))
                        .status())
                .isEqualTo(201);
        try (ServerProcess stopped = ServerProcess.startAws(directory, environment());
                ServerProcess other = ServerProcess.startAws(directory, environment());
                LoadBalancer balancer = new LoadBalancer(
                        List.of(stopped.api().getPort(), other.api().getPort()));
                Socket unread = new Socket(
                        InetAddress.getLoopbackAddress(), stopped.api().getPort());
                Load load = new Load(balancer, "GET /api/v1/usecases/demo" + headers() + "\r\n")) {
            unread.setSoTimeout(30_000);
            balancer.target(0).ready.join();
            balancer.target(1).ready.join();
            load.start();
            load.await(2 * REQUESTS_PER_SECOND);
            requestBatch(unread);
            // last, because a call to DynamoDB takes at most twelve seconds
            CompletableFuture<String> held = supply(() -> RawHttp.request(
                    stopped.api().getPort(),
                    "GET /api/v1/usecases/" + ScriptedDynamoDb.HELD,
                    "Authorization: Bearer " + token));
            assertThat(dynamoDb.arrived.await(30, TimeUnit.SECONDS)).isTrue();

            stopped.terminate();
            balancer.target(0).unready.join();
            balancer.target(0).gone.join();
            dynamoDb.release();
            assertThat(held.get()).startsWith("HTTP/1.1 200 ");
            assertThat(new JsonMapper()
                            .readTree(RawHttp.body(
                                    new String(unread.getInputStream().readAllBytes(), UTF_8)))
                            .get("uploads"))
                    .hasSize(1000);
            assertThat(stopped.stop()).isEqualTo(143);
            load.await(2 * REQUESTS_PER_SECOND);
            load.end();

            assertThat(load.failures).isEmpty();
            assertThat(balancer.target(0).handled).hasPositiveValue();
            assertThat(balancer.target(1).handled).hasPositiveValue();
        }
    }

    private String administrator() {
        Map<String, Object> claims = issuer.claims();
        claims.put("custom:role", "PortalAdmin");
        return issuer.token(claims);
    }

    private String headers() {
        return " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n";
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", aws.credentials().accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", aws.credentials().secretAccessKey(),
                "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint(),
                "AWS_ENDPOINT_URL_S3", aws.aws().s3Endpoint().toString(),
                "AWS_ENDPOINT_URL_STS", aws.aws().stsEndpoint().toString(),
                "S3_PATH_STYLE", "true",
                "PORTAL_ORIGINS", "https://portal.example.com",
                "OIDC_ISSUER", issuer.issuer(),
                "OIDC_AUDIENCE", TestIssuer.AUDIENCE));
        environment.put("MAX_REQUESTS_PER_SECOND", "10000");
        environment.put("MAX_REQUESTS_UNDER_WAY", "1000");
        environment.put("SHUTDOWN_DRAIN_SECONDS", System.getProperty("drain.seconds", "3"));
        return environment;
    }

    /** Requests a batch and waits for the first byte of the response. Reads no more of it yet. */
    private void requestBatch(Socket socket) throws IOException {
        String files = IntStream.range(0, 1000)
                .mapToObj(i -> "{\"filename\":\"file-" + i + "\"}")
                .collect(Collectors.joining(",", "{\"bucket\":\"" + BUCKET + "\",\"files\":[", "]}"));
        socket.getOutputStream()
                .write(("POST /api/v1/usecases/demo/data/batch-upload-urls" + headers()
                                + "Content-Type: application/json\r\nConnection: close\r\nContent-Length: "
                                + files.length() + "\r\n\r\n" + files)
                        .getBytes(UTF_8));
        InputStream in = socket.getInputStream();
        assertThat(new String(in.readNBytes(13), UTF_8)).isEqualTo("HTTP/1.1 200 ");
    }

    private static CompletableFuture<String> supply(java.util.concurrent.Callable<String> work) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return work.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Sends the same request at a fixed rate, and counts the requests without a response 200. */
    private static final class Load implements AutoCloseable {
        final Queue<String> failures = new ConcurrentLinkedQueue<>();

        private final LoadBalancer balancer;
        private final String request;
        private final ScheduledExecutorService rate = Executors.newSingleThreadScheduledExecutor();
        private final ExecutorService senders = Executors.newFixedThreadPool(32);
        private volatile CountDownLatch awaited = new CountDownLatch(0);

        Load(LoadBalancer balancer, String request) {
            this.balancer = balancer;
            this.request = request;
        }

        void start() {
            var unused = rate.scheduleAtFixedRate(
                    () -> senders.execute(this::send), 0, 1_000_000 / REQUESTS_PER_SECOND, TimeUnit.MICROSECONDS);
        }

        private void send() {
            try {
                int status = balancer.send(request);
                if (status != 200) {
                    failures.add("status " + status);
                }
            } catch (IOException | RuntimeException e) {
                failures.add(e.toString());
            }
            awaited.countDown();
        }

        /** Waits until that many more requests have ended. */
        void await(int requests) throws InterruptedException {
            CountDownLatch more = new CountDownLatch(requests);
            awaited = more;
            assertThat(more.await(60, TimeUnit.SECONDS)).isTrue();
        }

        /** Sends no more requests, and waits for the responses to the others. */
        void end() throws InterruptedException {
            rate.shutdownNow();
            senders.shutdown();
            assertThat(senders.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void close() {
            rate.shutdownNow();
            senders.shutdownNow();
        }
    }
}

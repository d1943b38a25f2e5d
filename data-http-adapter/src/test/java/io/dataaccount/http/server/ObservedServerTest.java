package io.dataaccount.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.error.TooManyRequestsException;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.core.rest.RestResponse;
import io.dataaccount.http.access.AccessPolicy;
import io.dataaccount.http.access.CallerAuthenticator;
import io.dataaccount.http.local.DataAccountServer;
import io.dataaccount.http.local.LocalConfig;
import io.dataaccount.http.observe.Observability;
import io.dataaccount.http.observe.ServerMetrics;
import io.dataaccount.http.page.WebPage;
import io.dataaccount.http.testing.HttpCalls;
import io.dataaccount.testkit.contract.RecordedResponse;
import io.dataaccount.testkit.contract.RestCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The request log and the metrics. */
class ObservedServerTest {
    @TempDir
    private static Path directory;

    private static DataAccountServer server;

    private final Logger access = (Logger) LoggerFactory.getLogger("io.dataaccount.access");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeAll
    static void start() {
        server = DataAccountServer.start(LocalConfig.in(directory));
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @BeforeEach
    void listen() {
        lines.start();
        access.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        access.detachAppender(lines);
    }

    @Test
    void request_isOneLineOfKeysAndValues() {
        RecordedResponse response = HttpCalls.send(server.uri(), get("/api/v1/usecases/demo"));
        assertThat(response.status()).isEqualTo(200);
        Map<String, Object> line = last();
        assertThat(line)
                .containsEntry("request_id", response.headers().get("X-Request-Id"))
                .containsEntry("caller", "local-administrator")
                .containsEntry("usecase_id", "demo")
                .containsEntry("operation", "GET /api/v1/usecases/{usecase_id}")
                .containsEntry("status", 200)
                .containsKey("duration_ms")
                .doesNotContainKey("code");
    }

    @Test
    void refusedRequest_hasItsCode() {
        HttpCalls.send(server.uri(), get("/api/v1/usecases/none"));
        assertThat(last()).containsEntry("status", 404).containsEntry("code", "usecase_not_found");
        HttpCalls.send(server.uri(), get("/api/v1/nothing"));
        assertThat(last()).containsEntry("code", "no_such_route").doesNotContainKey("operation");
    }

    @Test
    void metrics_countRequestsCallsToAwsAndUrls() {
        RestCall create = post("/api/v1/usecases/demo-cross/data/buckets", "{\"bucket_name\":\"watched-bucket\"}");
        assertThat(HttpCalls.send(server.uri(), create).status()).isEqualTo(201);
        RestCall upload =
                post("/api/v1/usecases/demo-cross/data/upload-url", "{\"bucket\":\"watched-bucket\",\"key\":\"a\"}");
        assertThat(HttpCalls.send(server.uri(), upload).status()).isEqualTo(200);
        assertThat(HttpCalls.send(server.uri(), upload).status()).isEqualTo(200);

        RecordedResponse response = HttpCalls.send(server.uri(), get("/metrics"));
        assertThat(response.headers()).containsEntry("Content-Type", ServerMetrics.CONTENT_TYPE);
        String metrics = new String(response.body(), StandardCharsets.UTF_8);
        assertThat(metrics.lines())
                .anyMatch(line -> line.startsWith("dataaccount_requests_seconds_count{operation=\"POST"
                        + " /api/v1/usecases/{usecase_id}/data/upload-url\",status=\"200\"}"))
                .anyMatch(line -> line.startsWith("dataaccount_aws_calls_seconds_count{operation=\"CreateBucket\""))
                .anyMatch(line -> line.startsWith("dataaccount_aws_retries_total{operation=\"AssumeRole\""))
                .anyMatch(line -> line.startsWith("dataaccount_sessions_total{cached=\"true\"}"))
                .anyMatch(line -> line.startsWith("dataaccount_sessions_total{cached=\"false\"}"))
                .anyMatch(line -> line.startsWith("dataaccount_urls_signed_total 2"))
                .anyMatch(line -> line.startsWith("dataaccount_audit_failures_total 0"))
                .anyMatch(
                        line -> line.startsWith("dataaccount_requests_seconds_bucket{") && line.contains("le=\"0.25\""))
                .anyMatch(line ->
                        line.startsWith("dataaccount_aws_calls_seconds_bucket{operation=\"HeadBucket\",outcome=")
                                && line.contains("le=\"10.0\""))
                // the bucket does not exist before it is created, and has no settings
                .anyMatch(line ->
                        line.startsWith("dataaccount_aws_calls_seconds_count{") && line.contains("outcome=\"refused\""))
                .noneMatch(line ->
                        line.startsWith("dataaccount_aws_calls_seconds_count{") && line.contains("outcome=\"failure\""))
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes"));
        assertThat(metrics).doesNotContain("watched-bucket").doesNotContain("demo-cross");
    }

    @Test
    void callerBeyondTheRateLimit_getsRetryAfter_andIsLogged() {
        CallerAuthenticator tooOften = request -> {
            throw new TooManyRequestsException(Duration.ofMillis(2500));
        };
        Observability observability = Observability.with(new ServerMetrics());
        try (HttpServerAdapter server = HttpServerAdapter.open(
                0,
                request -> new RestResponse(200, Map.of(), new byte[0]),
                AccessPolicy.onLoopback(tooOften, List.of()),
                () -> {},
                observability,
                new WebPage(new JacksonCodec()))) {
            RecordedResponse response = HttpCalls.send(
                    URI.create("http://127.0.0.1:" + server.port()), get(RestApi.BASE_PATH + "/usecases"));
            assertThat(response.status()).isEqualTo(429);
            assertThat(response.headers()).containsEntry("Retry-After", "3");
            assertThat(last()).containsEntry("status", 429).containsEntry("code", "too_many_requests");
        }
    }

    private Map<String, Object> last() {
        return lines.list.get(lines.list.size() - 1).getKeyValuePairs().stream()
                .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
    }

    private static RestCall get(String target) {
        return new RestCall("GET", target, Map.of(), new byte[0]);
    }

    private static RestCall post(String target, String body) {
        return new RestCall(
                "POST", target, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }
}

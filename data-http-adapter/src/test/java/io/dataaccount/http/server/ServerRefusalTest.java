package io.dataaccount.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.http.access.AccessPolicy;
import io.dataaccount.http.access.CallerAuthenticator;
import io.dataaccount.http.observe.Observability;
import io.dataaccount.http.observe.ServerMetrics;
import io.dataaccount.http.page.WebPage;
import io.dataaccount.http.testing.RawHttp;
import io.dataaccount.testkit.contract.InMemoryFixture;
import io.dataaccount.testkit.embedded.jetty.BodyRate;
import io.dataaccount.testkit.fake.FakeUploadPresigner;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Every status that the server sets before the REST API is a problem response and a line of the request log. */
@Timeout(60)
class ServerRefusalTest {
    private static final BodyRate IMPATIENT = new BodyRate(Duration.ofMillis(200), 8 * 1024);
    private static final String GET = "GET /api/v1/usecases HTTP/1.1\r\nConnection: close\r\n";
    private static final String POST = "POST /api/v1/usecases HTTP/1.1\r\nHost: localhost\r\n";

    private final Logger access = (Logger) LoggerFactory.getLogger("io.dataaccount.access");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final ServerMetrics metrics = new ServerMetrics();
    private final HttpServerAdapter server = open();

    private HttpServerAdapter open() {
        lines.start();
        access.addAppender(lines);
        Observability observability = Observability.with(metrics);
        InMemoryFixture fixture = new InMemoryFixture(new JacksonCodec(), new FakeUploadPresigner(), observability);
        return HttpServerAdapter.open(
                0,
                fixture.api()::handle,
                AccessPolicy.onLoopback(CallerAuthenticator.LOCAL_ADMINISTRATOR, List.of()),
                () -> {
                    throw new IllegalStateException("not ready");
                },
                observability,
                new WebPage(new JacksonCodec()),
                new ServerLimits(
                        2,
                        2,
                        IMPATIENT,
                        ResponseBuffers.Limits.DEFAULT,
                        100,
                        ServerLimits.KEEP_ALIVE,
                        StopTimes.DEFAULT));
    }

    @AfterEach
    void close() {
        server.close();
        metrics.close();
        access.detachAppender(lines);
    }

    record Case(String name, String request, int status, String code) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("slow body", POST + "Content-Length: 9\r\n\r\n{", 408, "request_timeout"),
                new Case(
                        "broken chunk",
                        POST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                        400,
                        "malformed_request"),
                new Case("no HTTP", "GARBAGE\r\n\r\n", 400, "malformed_request"),
                new Case("no host", GET + "\r\n", 400, "malformed_request"),
                new Case(
                        "another HTTP", "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", 505, "http_version_not_supported"),
                new Case("unknown coding", POST + "Transfer-Encoding: br\r\n\r\n", 400, "malformed_request"),
                new Case(
                        "long header",
                        GET + "Host: localhost\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n",
                        431,
                        "headers_too_large"),
                new Case(
                        "many headers",
                        GET + "Host: localhost\r\n" + "a:\r\n".repeat(300) + "\r\n",
                        431,
                        "headers_too_large"),
                new Case(
                        "long URL",
                        "GET /api/v1?x=" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                        414,
                        "uri_too_long"),
                new Case("another host", GET + "Host: evil.example\r\n\r\n", 421, "misdirected_request"),
                new Case(
                        "another page",
                        GET + "Host: localhost\r\nOrigin: http://evil.example\r\n\r\n",
                        403,
                        "origin_not_allowed"),
                new Case(
                        "no route",
                        "GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                        404,
                        "no_such_route"),
                new Case(
                        "no method",
                        "PATCH /api/v1/usecases HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                        405,
                        "method_not_allowed"),
                new Case(
                        "large body",
                        POST + "Connection: close\r\nContent-Type: application/json\r\nContent-Length: 1048577\r\n\r\n"
                                + "x".repeat(1_048_577),
                        413,
                        "payload_too_large"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void refusal_isAProblemAndALogLine(Case refused) throws IOException {
        String response = RawHttp.send(server.port(), refused.request());
        assertThat(RawHttp.status(response)).as(response).isEqualTo(refused.status());
        String requestId = assertProblem(response, refused.status(), refused.code());

        assertThat(lines.list).hasSize(1);
        assertThat(line())
                .containsEntry("request_id", requestId)
                .containsEntry("status", refused.status())
                .containsEntry("code", refused.code());
    }

    @Test
    void slowBody_isLoggedWithItsCaller() throws IOException {
        RawHttp.send(server.port(), POST + "Content-Length: 9\r\n\r\n{");
        assertThat(line()).containsEntry("caller", "local-administrator");
    }

    @Test
    void readyz_whenNotReady_isAProblemWithoutALogLine() throws IOException {
        assertProblem(RawHttp.request(server.port(), "GET /readyz"), 503, "unavailable");
        assertThat(lines.list).isEmpty();
    }

    @Test
    void serverThatStarts_isUnavailable() throws IOException {
        Observability observability = Observability.with(metrics);
        StartingApi startingApi = new StartingApi(new Refusals(observability));
        AccessPolicy anybody = AccessPolicy.onLoopback(CallerAuthenticator.LOCAL_ADMINISTRATOR, List.of());
        try (HttpServerAdapter starting = HttpServerAdapter.open(
                0, startingApi, anybody, startingApi, observability, new WebPage(new JacksonCodec()))) {
            String response = RawHttp.request(starting.port(), "GET /api/v1/usecases");
            String requestId = assertProblem(response, 503, "unavailable");
            assertThat(response).contains("Retry-After: ");
            assertThat(line()).containsEntry("request_id", requestId).containsEntry("code", "unavailable");
        }
    }

    @Test
    void requestId_ofTheClient_isKept() throws IOException {
        String response = RawHttp.send(server.port(), GET + "Host: evil.example\r\nX-Request-Id: my-request-1\r\n\r\n");
        assertThat(assertProblem(response, 421, "misdirected_request")).isEqualTo("my-request-1");
    }

    /** The request id; the body and the header must have the same. */
    private static String assertProblem(String response, int status, String code) {
        assertThat(response).contains("Content-Type: application/problem+json", "Cache-Control: no-store");
        Map<?, ?> body = Objects.requireNonNull((Map<?, ?>) new JacksonCodec().read(RawHttp.body(response)));
        assertThat((Object) body)
                .asInstanceOf(MAP)
                .containsOnlyKeys("type", "title", "status", "detail", "code", "request_id", "error")
                .containsEntry("type", "urn:data-account:problem:" + code)
                .containsEntry("status", status)
                .containsEntry("code", code);
        assertThat(Stream.of(ErrorCode.values()).map(ErrorCode::id)).contains(code.toLowerCase(Locale.ROOT));
        String requestId = String.valueOf(body.get("request_id"));
        assertThat(response).containsIgnoringCase("X-Request-Id: " + requestId + "\r\n");
        return requestId;
    }

    private Map<String, Object> line() {
        return lines.list.get(lines.list.size() - 1).getKeyValuePairs().stream()
                .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
    }
}

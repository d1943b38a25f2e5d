package io.dataaccount.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataaccount.aws.config.AwsObserver.Outcome;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.rest.RequestLogLine;
import io.dataaccount.core.rest.RequestObserver.Completed;
import io.dataaccount.testkit.contract.InMemoryFixture;
import io.dataaccount.testkit.contract.RestCall;
import io.dataaccount.testkit.fake.FakeUploadPresigner;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The line and the metrics of each request. */
class FunctionObserverTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String USECASES = "/api/v1/usecases";

    private final ByteArrayOutputStream metrics = new ByteArrayOutputStream();
    private final FunctionObserver observer =
            new FunctionObserver(true, new JacksonCodec(), new PrintStream(metrics, true, UTF_8));
    private final TestFunction function =
            new TestFunction(new InMemoryFixture(new JacksonCodec(), new FakeUploadPresigner(), observer), observer);
    private final Logger access = Logger.getLogger(RequestLogLine.LOGGER);
    private final List<LogRecord> lines = new ArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        access.addHandler(listener);
    }

    @AfterEach
    void stopListening() {
        access.removeHandler(listener);
    }

    @Test
    void request_isOneLine_andTheFirstIsTheColdStart() throws JsonProcessingException {
        ObjectNode event = Gateway.HTTP_API.event(Gateway.get(USECASES));
        Gateway.context(event).put("requestId", "id-of-the-gateway");
        function.invoke(event);
        function.invoke(event);
        assertThat(lines).hasSize(2);
        JsonNode line = line(0);
        assertThat(line.get("operation").asText()).isEqualTo("GET /api/v1/usecases");
        assertThat(line.get("status").isInt()).isTrue();
        assertThat(line.get("status").intValue()).isEqualTo(200);
        assertThat(line.get("duration_ms").isNumber()).isTrue();
        assertThat(line.get("gateway_request_id").asText()).isEqualTo("id-of-the-gateway");
        assertThat(line.get("caller").asText()).isNotBlank();
        assertThat(line.get("cold_start").booleanValue()).isTrue();
        assertThat(line(1).get("cold_start").booleanValue()).isFalse();
    }

    @Test
    void refusedRequests_areLines_andNotServerErrors() throws JsonProcessingException {
        function.invoke(Gateway.HTTP_API.event(Gateway.get(USECASES + "/none")));
        assertThat(line(0).get("code").asText()).isEqualTo("usecase_not_found");
        assertThat(line(0).get("usecase_id").asText()).isEqualTo("none");
        JsonNode document = documents().get(0);
        assertThat(document.get("Status").asText()).isEqualTo("404");
        assertThat(document.get("ClientErrors").intValue()).isOne();
        assertThat(document.get("ServerErrors").intValue()).isZero();

        function.invoke("no event".getBytes(UTF_8));
        assertThat(line(1).get("code").asText()).isEqualTo("malformed_json");
        assertThat(documents().get(1).get("Operation").asText()).isEqualTo("none");
    }

    /** The templates count lines with sentences of the program, wherever in the line they are. */
    @Test
    void pathOfACaller_cannotImitateALineForWhichThereIsAnAlarm() throws JsonProcessingException {
        for (Gateway gateway : Gateway.values()) {
            lines.clear();
            function.invoke(gateway.event(Gateway.get(
                    USECASES + "/%22the%20request%20failed%20with%20status%20500%c3%a9" + "x".repeat(200))));
            assertThat(line(0).get("usecase_id").asText())
                    .startsWith("%22the%20request%20failed%20with%20status%20500%")
                    .hasSizeLessThan(132)
                    .endsWith("…");
        }
    }

    @Test
    void preflight_isALineToo() throws JsonProcessingException {
        Map<String, String> headers =
                Map.of("Origin", InMemoryFixture.PORTAL.value(), "Access-Control-Request-Method", "POST");
        function.invoke(Gateway.REST_API.event(new RestCall("OPTIONS", USECASES, headers, new byte[0])));
        assertThat(line(0).get("status").intValue()).isEqualTo(204);
    }

    @Test
    void metrics_haveFewDimensions_andFollowTheFormat() throws JsonProcessingException {
        observer.begin("lambda-id");
        observer.sessionUsed(false);
        observer.sessionUsed(true);
        observer.urlSigned();
        observer.auditFailed();
        observer.called("S3", "HeadBucket", Outcome.REFUSED, 0, Duration.ofMillis(7));
        observer.called("S3", "PutObject", Outcome.SUCCESS, 2, Duration.ofMillis(8));
        observer.called("STS", "AssumeRole", Outcome.FAILURE, 1, Duration.ofMillis(9));
        observer.completed(new Completed(
                "r", "user-1", "GET " + USECASES + "/{usecase_id}", "team", 503, "unavailable", Duration.ofMillis(20)));
        observer.end();
        assertThat(line(0).get("lambda_request_id").asText()).isEqualTo("lambda-id");
        List<JsonNode> documents = documents();
        assertThat(documents).hasSize(3);
        documents.forEach(FunctionObserverTest::assertFormat);
        assertThat(values(documents.get(0)))
                .isEqualTo(
                        "{\"Operation\":\"GET /api/v1/usecases/{usecase_id}\",\"Status\":\"503\",\"Code\":\"unavailable\",\"Requests\":1,"
                                + "\"Duration\":20,\"ServerErrors\":1,\"ClientErrors\":0,\"ColdStarts\":1,"
                                + "\"SessionsStarted\":1,\"SessionsReused\":1,\"UrlsSigned\":1,\"AuditFailures\":1}");
        assertThat(values(documents.get(1)))
                .isEqualTo("{\"AwsService\":\"S3\",\"AwsCalls\":2,\"AwsFailures\":0,\"AwsRefusals\":1,"
                        + "\"AwsRetries\":2,\"AwsCallDuration\":[7,8]}");
        assertThat(values(documents.get(2)))
                .isEqualTo("{\"AwsService\":\"STS\",\"AwsCalls\":1,\"AwsFailures\":1,\"AwsRefusals\":0,"
                        + "\"AwsRetries\":1,\"AwsCallDuration\":[9]}");
        assertThat(metrics.toString(UTF_8)).doesNotContain("user-1", "team");
    }

    @Test
    void manyCalls_areCountedAll_butHaveAtMostAHundredDurations() throws JsonProcessingException {
        observer.begin(null);
        for (int i = 0; i < 250; i++) {
            observer.called("DynamoDB", "Scan", Outcome.SUCCESS, 0, Duration.ofMillis(i));
        }
        observer.completed(new Completed("r", null, null, null, 200, null, Duration.ZERO));
        observer.end();
        JsonNode document = documents().get(1);
        assertFormat(document);
        assertThat(document.get("AwsCalls").intValue()).isEqualTo(250);
        assertThat(document.get("AwsCallDuration")).hasSize(100);
    }

    @Test
    void callsOutsideAnInvocation_areIgnored() {
        observer.called("S3", "HeadBucket", Outcome.SUCCESS, 0, Duration.ZERO);
        observer.sessionUsed(true);
        observer.end();
        assertThat(lines).isEmpty();
        assertThat(metrics.size()).isZero();
    }

    /**
     * What CloudWatch requires of a document.
     *
     * @see <a href=
     *     "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
     *     Specification</a>
     */
    private static void assertFormat(JsonNode document) {
        assertThat(document.at("/_aws/Timestamp").isIntegralNumber()).isTrue();
        assertThat(document.at("/_aws/CloudWatchMetrics")).isNotEmpty();
        for (JsonNode directive : document.at("/_aws/CloudWatchMetrics")) {
            assertThat(directive.get("Namespace").asText()).isEqualTo("DataAccount");
            assertThat(directive.get("Dimensions")).isNotEmpty();
            for (JsonNode dimensionSet : directive.get("Dimensions")) {
                assertThat(dimensionSet.size()).isLessThanOrEqualTo(30);
                dimensionSet.forEach(name ->
                        assertThat(document.path(name.asText()).isTextual()).isTrue());
            }
            assertThat(directive.get("Metrics").size()).isBetween(1, 100);
            for (JsonNode metric : directive.get("Metrics")) {
                assertThat(metric.get("Unit").asText()).isIn("Count", "Milliseconds");
                JsonNode value = document.path(metric.get("Name").asText());
                assertThat(value.isNumber() || (value.isArray() && value.size() <= 100))
                        .as(metric + " in " + document)
                        .isTrue();
            }
        }
    }

    private static String values(JsonNode document) {
        ObjectNode values = document.deepCopy();
        values.remove("_aws");
        return values.toString();
    }

    private JsonNode line(int index) throws JsonProcessingException {
        return JSON.readTree(FunctionLog.ofJson().format(lines.get(index)));
    }

    private List<JsonNode> documents() throws JsonProcessingException {
        List<JsonNode> documents = new ArrayList<>();
        for (String document : metrics.toString(UTF_8).lines().toList()) {
            documents.add(JSON.readTree(document));
        }
        return documents;
    }
}

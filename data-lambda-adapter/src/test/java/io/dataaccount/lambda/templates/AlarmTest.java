package io.dataaccount.lambda.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.rest.RestRequest;
import io.dataaccount.lambda.WrittenMetrics;
import io.dataaccount.testkit.contract.InMemoryFixture;
import io.dataaccount.testkit.fake.InMemoryAuditLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is paged for what. The model evaluates the alarm as CloudWatch does: a number of periods, each above the threshold. */
class AlarmTest {
    private static final Template TEMPLATE = Template.read(Template.PORTAL);
    private static final Object ALARM = TEMPLATE.properties("ErrorAlarm");
    private static final Pattern RATE = Pattern.compile(
            "IF\\(requests >= (\\d+), 100 \\* \\(FILL\\(failed, 0\\) - FILL\\(broken, 0\\)\\) / requests, 0\\)");

    private static final int MINUTES_OF_A_PERIOD = 5;

    /** The logger of the core that names a lost entry; the field keeps it and its listener. */
    private static final Logger AUDIT = Logger.getLogger("io.dataaccount.core.service.AuditTrail");

    /** @param requests the requests of each minute */
    private static boolean pages(int requests, int[] failuresOfAMinute) {
        String expression = (String) Tree.all(ALARM, "Expression").findFirst().orElseThrow();
        Matcher rate = RATE.matcher(expression);
        assertThat(rate.matches()).as(expression).isTrue();
        int enough = Integer.parseInt(rate.group(1));
        int periods = failuresOfAMinute.length / MINUTES_OF_A_PERIOD;
        boolean[] breaching = new boolean[periods];
        for (int period = 0; period < periods; period++) {
            int failures = 0;
            for (int minute = 0; minute < MINUTES_OF_A_PERIOD; minute++) {
                failures += failuresOfAMinute[period * MINUTES_OF_A_PERIOD + minute];
            }
            int all = requests * MINUTES_OF_A_PERIOD;
            breaching[period] = all >= enough && 100.0 * failures / all > number("Threshold");
        }
        for (int end = 0; end < periods; end++) {
            int count = 0;
            for (int each = Math.max(0, end - number("EvaluationPeriods") + 1); each <= end; each++) {
                count += breaching[each] ? 1 : 0;
            }
            if (count >= number("DatapointsToAlarm")) {
                return true;
            }
        }
        return false;
    }

    private static int number(String property) {
        return Math.toIntExact((long) Tree.at(ALARM, property));
    }

    private static int[] failing(int from, int minutes, int failures) {
        int[] hour = new int[60];
        for (int minute = from; minute < from + minutes; minute++) {
            hour[minute] = failures;
        }
        return hour;
    }

    /** Wherever the ten minutes begin. */
    @ParameterizedTest
    @ValueSource(ints = {20, 21, 22, 23, 24})
    void outageOfTenMinutes_pages(int begin) {
        assertThat(pages(20, failing(begin, 10, 20))).isTrue();
        assertThat(pages(2, failing(begin, 10, 2))).isTrue();
        assertThat(pages(20, failing(begin, 10, 10)))
                .as("with preflight requests")
                .isTrue();
    }

    @Test
    void someFailuresAmongManyRequests_pageNobody() {
        assertThat(pages(20, failing(0, 60, 4))).isFalse();
        assertThat(pages(20, failing(21, 3, 20))).isFalse();
        assertThat(pages(1, failing(0, 60, 1))).isFalse();
    }

    /** API Gateway counts every 5xx, whoever wrote it: the function, Lambda instead of it, the authorizer or the gateway. */
    @Test
    void everyServerErrorIsCounted_exceptThoseOfSingleUsecases() {
        assertThat(Tree.all(ALARM, "MetricName").toList())
                .isEqualTo(List.of("Count", "5XXError", "FailuresOfUsecases"));
        assertThat(Tree.all(ALARM, "Period").toList()).containsOnly(MINUTES_OF_A_PERIOD * 60L);
    }

    /** The log is off, so the lines of the metrics must be enough. */
    @ParameterizedTest
    @CsvSource({
        "200, , 0",
        "404, usecase_not_found, 0",
        "429, too_many_requests, 0",
        "500, internal, 0",
        "500, unreadable_usecase, 1",
        "502, assume_role_denied, 1",
        "502, data_account_denied, 1",
        "503, unavailable, 0",
        "503, throttled, 0"
    })
    void failureOfOneUsecase_isTakenOffOnce_whateverTheLogLevelIs(int status, @Nullable String code, int count)
            throws JsonProcessingException {
        assertThat(failuresOfUsecases(status, code)).isEqualTo(count);
    }

    /** The model reads the pattern as CloudWatch does: comparisons of strings, one of which must be true. */
    private static long failuresOfUsecases(int status, @Nullable String code) throws JsonProcessingException {
        String pattern = (String) Tree.at(TEMPLATE.properties("FailuresOfUsecases"), "FilterPattern");
        String comparison = "\\(\\$\\.(\\w+) = \"(\\w+)\"\\)";
        assertThat(pattern).matches("\\{ " + comparison + "( \\|\\| " + comparison + ")* }");
        List<MatchResult> comparisons =
                Pattern.compile(comparison).matcher(pattern).results().toList();
        return WrittenMetrics.ofResponse(status, code).stream()
                .filter(line -> comparisons.stream().anyMatch(each -> {
                    JsonNode value = line.path(each.group(1));
                    return value.isTextual() && value.asText().equals(each.group(2));
                }))
                .count();
    }

    @Test
    void lostAuditEntry_isCountedByItsLineInTheLog() {
        String pattern = (String) Tree.at(TEMPLATE.properties("LostAuditEntries"), "FilterPattern");
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        AUDIT.addHandler(listener);
        try {
            InMemoryAuditLog unavailable = new InMemoryAuditLog();
            unavailable.setFailing(true);
            InMemoryFixture fixture = new InMemoryFixture(new JacksonCodec(), unavailable);
            String usecase = "{\"usecase_id\":\"uc-1\",\"name\":\"x\",\"account_id\":\"111122223333\"}";
            RestRequest request = new RestRequest(
                    "POST",
                    "/api/v1/usecases",
                    Map.of(),
                    "application/json",
                    usecase.getBytes(StandardCharsets.UTF_8),
                    null,
                    new Caller("u-1", "ana", true));
            assertThat(fixture.api().handle(request).status()).isEqualTo(201);
        } finally {
            AUDIT.removeHandler(listener);
        }
        assertThat(lines).singleElement().asString().contains(pattern.substring(1, pattern.length() - 1));
    }

    @Test
    void metricsOfTheLog_areTheOnesThatAlarmsRead() {
        for (String filter : List.of("LostAuditEntries", "FailuresOfUsecases")) {
            Object metric = Tree.list(Tree.at(TEMPLATE.properties(filter), "MetricTransformations"))
                    .get(0);
            assertThat(Tree.map(metric)).containsEntry("MetricName", filter);
            assertThat(Tree.at(metric, "MetricNamespace"))
                    .isEqualTo(Map.of("Fn::Sub", "DataAccount/${AWS::StackName}"));
        }
        assertThat(Tree.map(TEMPLATE.properties("AuditAlarm")))
                .containsEntry("MetricName", "LostAuditEntries")
                .containsEntry("Threshold", 0L);
    }

    /** AWS publishes these under these dimensions; the other names are those of the filters. */
    @Test
    void dashboard_showsMetricsThatExist() {
        String body = (String) Tree.at(TEMPLATE.properties("Overview"), "DashboardBody", "Fn::Sub");
        List<Object> widgets = Tree.list(Tree.at(Yaml.read(body), "widgets"));
        assertThat(widgets).hasSize(6);
        Set<String> shown = new TreeSet<>();
        for (Object widget : widgets) {
            List<Object> previous = List.of();
            for (Object line : Tree.list(Tree.map(Tree.at(widget, "properties")).getOrDefault("metrics", List.of()))) {
                previous = unabbreviated(Tree.list(line), previous);
                shown.add(named(previous));
            }
        }
        assertThat(shown)
                .containsExactlyInAnyOrder(
                        "AWS/ApiGateway Count ApiName Stage",
                        "AWS/ApiGateway 4XXError ApiName Stage",
                        "AWS/ApiGateway 5XXError ApiName Stage",
                        "AWS/ApiGateway Latency ApiName Stage",
                        "AWS/Lambda Errors FunctionName Resource",
                        "AWS/Lambda Throttles FunctionName Resource",
                        "AWS/Lambda Duration FunctionName Resource",
                        "AWS/Lambda ConcurrentExecutions FunctionName",
                        "AWS/DynamoDB ConsumedReadCapacityUnits TableName",
                        "AWS/DynamoDB ReadThrottleEvents TableName",
                        "DataAccount/${AWS::StackName} FailuresOfUsecases",
                        "DataAccount/${AWS::StackName} LostAuditEntries");
    }

    /** Namespace, name and names of the dimensions. */
    private static String named(List<Object> metric) {
        StringBuilder name = new StringBuilder(metric.get(0) + " " + metric.get(1));
        for (int i = 2; i < metric.size(); i += 2) {
            name.append(' ').append(metric.get(i));
        }
        return name.toString();
    }

    /** In a dashboard, "." stands for the value above, and "..." for all values above but the given ones at the end. */
    private static List<Object> unabbreviated(List<Object> line, List<Object> above) {
        List<Object> own = new ArrayList<>(line);
        own.removeIf(Map.class::isInstance);
        if (!own.isEmpty() && own.get(0).equals("...")) {
            own.remove(0);
            own.addAll(0, above.subList(0, above.size() - own.size()));
        }
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).equals(".")) {
                own.set(i, above.get(i));
            }
        }
        return own;
    }

    /** An alarm on a metric that nobody publishes never rings. */
    @ParameterizedTest
    @CsvSource({"ThrottleAlarm, Throttles", "DurationAlarm, Duration"})
    void alarmOfTheFunction_readsAMetricOfLambda(String alarm, String metric) {
        assertThat(Tree.map(TEMPLATE.properties(alarm)))
                .containsEntry("Namespace", "AWS/Lambda")
                .containsEntry("MetricName", metric);
        assertThat(Tree.list(Tree.at(TEMPLATE.properties(alarm), "Dimensions")))
                .extracting(each -> Tree.map(each).get("Name"))
                .isEqualTo(List.of("FunctionName", "Resource"));
    }
}

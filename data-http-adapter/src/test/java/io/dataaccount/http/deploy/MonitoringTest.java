package io.dataaccount.http.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dataaccount.http.Portal;
import io.dataaccount.http.junit.DataAccountExtension;
import io.dataaccount.http.local.DataAccountServer;
import io.dataaccount.http.testing.HttpCalls;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The metrics and labels in the alert rules and in the dashboard are those of a server. */
@ExtendWith(DataAccountExtension.class)
class MonitoringTest {
    private static final Path EXAMPLES = Path.of("../docs/deploy/prometheus");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:]+)(?:\\{(.*)})? ");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)(?:=|!=|=~|!~)\"");

    /** A metric in an expression: the prefixes are those of the server's own metrics, of the JVM and of the process. */
    private static final Pattern METRIC =
            Pattern.compile("\\b((?:dataaccount|jvm|process|system)_[a-z_]+)(?:\\{([^}]*)})?");

    private static final Pattern GROUPING = Pattern.compile("\\bby \\(([a-z_, ]+)\\)");

    /** Labels that Prometheus adds. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance", "le");

    @Test
    void alertRules_useMetricsThatExist(DataAccountServer server) throws IOException {
        Object rules;
        try (InputStream file = Files.newInputStream(EXAMPLES.resolve("alerts.yaml"))) {
            rules = new Load(LoadSettings.builder().build()).loadFromInputStream(file);
        }
        assertExist(new JsonMapper().<JsonNode>valueToTree(rules).findValuesAsText("expr"), server);
    }

    @Test
    void dashboard_usesMetricsThatExist(DataAccountServer server) throws IOException {
        JsonNode dashboard =
                new JsonMapper().readTree(EXAMPLES.resolve("dashboard.json").toFile());
        List<String> expressions = new ArrayList<>(dashboard.findValuesAsText("expr"));
        expressions.addAll(dashboard.findValuesAsText("definition"));
        assertExist(expressions, server);
    }

    private static void assertExist(List<String> expressions, DataAccountServer server) {
        Map<String, Set<String>> metrics = metrics(server);
        assertThat(expressions).hasSizeGreaterThan(5);
        for (String expression : expressions) {
            Set<String> known = new TreeSet<>(OF_PROMETHEUS);
            for (MatchResult metric : METRIC.matcher(expression).results().toList()) {
                String name = metric.group(1);
                assertThat(metrics).as("%s in %s", name, expression).containsKey(name);
                known.addAll(metrics.get(name));
                assertThat(known).as(expression).containsAll(labels(metric.group(2)));
            }
            for (MatchResult grouping : GROUPING.matcher(expression).results().toList()) {
                assertThat(known).as(expression).contains(grouping.group(1).split(", "));
            }
        }
    }

    /** The metrics of a server that has called AWS, with their labels. */
    private static Map<String, Set<String>> metrics(DataAccountServer server) {
        Portal portal = new Portal(server.uri());
        portal.get("/demo/data/buckets"); // calls STS and S3
        String text = new String(
                HttpCalls.send(HttpRequest.newBuilder(server.uri().resolve("/metrics"))
                                .build())
                        .body(),
                StandardCharsets.UTF_8);
        Map<String, Set<String>> metrics = new TreeMap<>();
        SAMPLE.matcher(text)
                .results()
                .forEach(sample -> metrics.computeIfAbsent(sample.group(1), name -> new TreeSet<>())
                        .addAll(labels(sample.group(2))));
        return metrics;
    }

    private static Set<String> labels(@Nullable String text) {
        return text == null
                ? Set.of()
                : LABEL.matcher(text).results().map(each -> each.group(1)).collect(Collectors.toSet());
    }
}

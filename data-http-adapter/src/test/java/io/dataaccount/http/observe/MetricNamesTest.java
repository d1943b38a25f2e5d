package io.dataaccount.http.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.config.AwsObserver.Outcome;
import io.dataaccount.core.rest.RequestObserver.Completed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The metrics that docs/server.md lists, with their labels, are those that exist. */
class MetricNamesTest {
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(dataaccount_[a-z_]+)` \\|([^|]*)\\|");
    private static final Pattern LABEL = Pattern.compile("`([a-z]+)`");

    @Test
    void documentedMetrics_areThoseThatExist() throws IOException {
        Set<String> documented = DOCUMENTED
                .matcher(Files.readString(Path.of("../docs/server.md")))
                .results()
                .map(row -> row.group(1) + labels(row.group(2)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented).isEqualTo(existing());
    }

    private static Set<String> labels(String cell) {
        return LABEL.matcher(cell)
                .results()
                .map(label -> label.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> existing() {
        try (ServerMetrics metrics = new ServerMetrics()) {
            metrics.completed(new Completed("r", "u", "GET /", "team", 200, null, Duration.ofMillis(1)));
            metrics.called("S3", "HeadBucket", Outcome.REFUSED, 1, Duration.ofMillis(1));
            metrics.sessionUsed(true);
            return Pattern.compile("(?m)^(dataaccount_[a-z_]+?)(?:_bucket|_count|_sum|_max)?(?:\\{(.*)\\})? ")
                    .matcher(metrics.scrape())
                    .results()
                    .map(MetricNamesTest::series)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String series(MatchResult line) {
        Set<String> labels = new TreeSet<>();
        if (line.group(2) != null) {
            Pattern.compile("([a-z]+)=\"").matcher(line.group(2)).results().forEach(each -> labels.add(each.group(1)));
        }
        labels.remove("le");
        return line.group(1) + labels;
    }
}

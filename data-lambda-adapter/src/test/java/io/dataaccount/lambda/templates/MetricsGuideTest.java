package io.dataaccount.lambda.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.lambda.WrittenMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of metrics in {@code DEPLOY.md}: name, unit and dimensions. */
class MetricsGuideTest {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ((?:`[A-Z][A-Za-z]+`(?:, )?)+) \\| (\\w+) \\| ([^|]+) \\|");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    @Test
    void documentedMetrics_areThoseThatTheFunctionWrites() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        ROW.matcher(Files.readString(Path.of("DEPLOY.md"))).results().forEach(row -> add(row, documented));
        assertThat(documented).isEqualTo(WrittenMetrics.unitsAndDimensions());
    }

    private static void add(MatchResult row, Map<String, String> documented) {
        String dimensions = row.group(3).replace("`", "").replace("none", "");
        NAME.matcher(row.group(1))
                .results()
                .forEach(name -> documented.put(name.group(1), row.group(2) + " " + dimensions));
    }
}

package io.dataaccount.http.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The alert rules, as Prometheus reads them, and their own tests. */
@EnabledIf("isExpected")
class AlertRulesIT {
    private static final Path RULES = Path.of("../docs/deploy/prometheus");

    /** CI must have promtool: if it is missing there, the test fails instead of being skipped. */
    static boolean isExpected() {
        return "true".equals(System.getenv("CI")) || promtool().isPresent();
    }

    private static Optional<Path> promtool() {
        String given = System.getenv("PROMTOOL");
        Stream<Path> places = given == null
                ? Stream.of(requireNonNullElse(System.getenv("PATH"), "").split(":"))
                        .map(each -> Path.of(each, "promtool"))
                : Stream.of(Path.of(given));
        return places.filter(Files::isExecutable).findFirst();
    }

    @ParameterizedTest
    @CsvSource({"check, alerts.yaml", "test, alerts.test.yaml"})
    void promtool_accepts(String command, String file) throws Exception {
        run(RULES, command, file, 0);
    }

    /** The tests of the rules themselves: they find a threshold that never fires. */
    @Test
    void promtool_findsAThresholdThatNeverFires(@TempDir Path directory) throws Exception {
        String rules = Files.readString(RULES.resolve("alerts.yaml"));
        Files.writeString(directory.resolve("alerts.yaml"), rules.replace("> 0.05", "> 1.05"));
        Files.copy(RULES.resolve("alerts.test.yaml"), directory.resolve("alerts.test.yaml"));
        run(directory, "test", "alerts.test.yaml", 1);
    }

    private static void run(Path directory, String command, String file, int expected)
            throws IOException, InterruptedException {
        assertThat(promtool()).as("promtool, which .ci/promtool provides").isPresent();
        Process process = new ProcessBuilder(promtool().orElseThrow().toString(), command, "rules", file)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(expected);
    }
}

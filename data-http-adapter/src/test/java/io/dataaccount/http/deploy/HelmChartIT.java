package io.dataaccount.http.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rendered chart against the models of Kubernetes and of the Prometheus operator. Needs npm, as the page does. */
class HelmChartIT {
    private static final Path CHECK = Path.of("src/test/kubernetes");

    @TempDir
    private static Path directory = Path.of("");

    @BeforeAll
    static void install() throws Exception {
        assertThat(run("", "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"))
                .endsWith("0");
    }

    @Test
    void objects_areValid() throws Exception {
        assertThat(check(Chart.render(Map.of("env", Chart.REQUIRED)))).endsWith("5 objects are valid.\n0");
        assertThat(check(Chart.render(Chart.everything()))).endsWith("8 objects are valid.\n0");
    }

    /** The check itself: it finds an unknown field, a missing one and one of a wrong type. */
    @Test
    void objects_thatAreWrong_areFound() throws Exception {
        String objects = Chart.render(Map.of("env", Chart.REQUIRED));

        assertThat(check(objects.replace("readinessProbe:", "readynessProbe:")))
                .contains("readynessProbe")
                .endsWith("1");
        assertThat(check(objects.replace("containerPort: 8080", "name: other"))).endsWith("1");
        assertThat(check(objects.replace("replicas: 2", "replicas: two")))
                .contains("spec/replicas")
                .endsWith("1");
    }

    private static String check(String objects) throws Exception {
        return run(objects, "node", "check.mjs");
    }

    /** The output of a program, followed by its exit code. */
    private static String run(String input, String... command) throws IOException, InterruptedException {
        Path in = Files.writeString(directory.resolve("input"), input);
        Path out = directory.resolve("output");
        int status = new ProcessBuilder(command)
                .directory(CHECK.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectErrorStream(true)
                .start()
                .waitFor();
        return Files.readString(out, UTF_8) + status;
    }
}

package io.dataaccount.http.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The example in docs/deploy/compose, with the image of the server under test. */
@EnabledIf("isExpected")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComposeExampleIT {
    private static final Path EXAMPLE = Path.of("../docs/deploy/compose");

    private final Map<String, String> environment = new HashMap<>();
    private Path output = Path.of("");
    private boolean started;

    /** CI must have what the example needs: where it is missing there, the test fails instead of being skipped. */
    static boolean isExpected() {
        return "true".equals(System.getenv("CI"))
                || (ContainerEngine.isExpected()
                        && Stream.of("docker-compose", "npm", "jq", "openssl").allMatch(ComposeExampleIT::isInstalled));
    }

    private static boolean isInstalled(String program) {
        return Stream.of(requireNonNullElse(System.getenv("PATH"), "").split(":"))
                .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        output = directory.resolve("output");
        environment.put("COMPOSE_PROJECT_NAME", "dataaccountit");
        environment.put("DATA_ACCOUNT_IMAGE", ContainerEngine.image().asCanonicalNameString());
        String base = System.getenv("DATA_ACCOUNT_BASE_IMAGE");
        if (base != null && !base.isBlank()) { // of a machine that cannot pull images; it also sets NODE_IMAGE
            Path files = Files.createDirectory(directory.resolve("dynamodb"));
            environment.put("DYNAMODB_IMAGE", DynamoDbLocalImage.build(files, base));
        }
        for (String port : List.of("PORT", "S3_PORT", "ISSUER_PORT")) {
            environment.put(port, String.valueOf(freePort()));
        }
        succeed("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");
        started = true;
        succeed("docker-compose", "up", "--detach", "--no-build");
    }

    @AfterAll
    void stop() throws Exception {
        if (started) {
            succeed("docker-compose", "down", "--volumes", "--timeout", "20");
        }
    }

    /** The second run finds what the first one created. */
    @Test
    void script_makesAllCallsAndUploads_twice() throws Exception {
        for (int run = 1; run <= 2; run++) {
            assertThat(succeed("./try.sh"))
                    .contains(
                            "401  GET /api/v1/usecases without a token",
                            "data-scientist: POST /example/data/buckets",
                            "200  data-scientist: GET /example/data/buckets",
                            "201  data-scientist: POST /example/data/folders",
                            "200  data-scientist: POST /example/data/upload-url",
                            "200  PUT to S3: image001.jpg",
                            "200  data-scientist: POST /example/data/batch-upload-urls",
                            "200  PUT to S3: image003.jpg",
                            "200  data-scientist: GET /example/data/folders?")
                    .endsWith("All files are there.\n");
        }
    }

    /** Runs a program in the directory of the example; fails with its output if it does not end with 0. */
    private String succeed(String... command) throws IOException, InterruptedException {
        ProcessBuilder program = new ProcessBuilder(command)
                .directory(EXAMPLE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        program.environment().putAll(environment);
        int status = program.start().waitFor();
        String text = Files.readString(output, UTF_8);
        if (status != 0 && command[0].equals("./try.sh")) {
            program.command("docker-compose", "logs", "--no-color", "--tail=40");
            program.start().waitFor();
            text += "\n" + Files.readString(output, UTF_8);
        }
        assertThat(status).as("%s: %s", String.join(" ", command), text).isZero();
        return text;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

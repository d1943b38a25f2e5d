package io.dataaccount.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the jar says to whoever starts it. */
class CommandLineIT {
    /** Nothing of this machine's own AWS settings, and no metadata service to wait for. */
    private static final Map<String, String> NO_AWS = Map.of(
            "AWS_REGION", "",
            "AWS_DEFAULT_REGION", "",
            "AWS_ACCESS_KEY_ID", "",
            "AWS_SECRET_ACCESS_KEY", "",
            "AWS_PROFILE", "none",
            "AWS_EC2_METADATA_DISABLED", "true");

    @TempDir
    Path directory;

    @Test
    void aws_withoutConfiguration_saysAllThatIsMissing() throws IOException {
        assertThat(run(NO_AWS, "aws"))
                .startsWith("exit 1: ")
                .contains("AWS_REGION is not set", "PORTAL_ORIGINS is not set", "AWS credentials")
                .doesNotContain("Exception", "\tat ");
    }

    @Test
    void aws_withConfiguration_listensOnLoopbackAndSaysSo() throws IOException {
        Map<String, String> environment = new HashMap<>(NO_AWS);
        environment.putAll(Map.of(
                "AWS_REGION", "eu-central-1",
                "PORTAL_ORIGINS", "https://portal.example.com",
                "AWS_ACCESS_KEY_ID", "AKIAEXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "example"));
        Process process = ServerProcess.launch(directory, environment, List.of("aws", "--port", "0"));
        try (BufferedReader out = process.inputReader(UTF_8)) {
            assertThat(out.readLine())
                    .matches("Data Account is at http://127\\.0\\.0\\.1:[0-9]+ over AWS, use cases in the table"
                            + " dda-portal-usecases of eu-central-1\\.");
            assertThat(out.readLine()).contains("no login");
        } finally {
            process.destroy();
            ServerProcess.exit(process);
        }
    }

    @Test
    void local_onATakenDirectoryOrPort_saysWhatToDo() throws IOException {
        try (ServerProcess server = ServerProcess.start(directory)) {
            String port = Integer.toString(server.api().getPort());
            assertThat(run(Map.of(), "--port", port, "--data-dir", "other"))
                    .startsWith("exit 1: Cannot listen on 127.0.0.1:" + port)
                    .contains("--port")
                    .doesNotContain("\tat ");
            assertThat(run(Map.of(), "--port", "0"))
                    .startsWith("exit 1: ")
                    .contains(".data-account", "in use")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void options_thatAreWrong_areExplained() throws IOException {
        assertThat(run(Map.of(), "--prot", "1")).startsWith("exit 2: ").contains("--port");
        assertThat(run(Map.of(), "--role", "no-arn", "some-external-id"))
                .startsWith("exit 1: ")
                .contains("no-arn");
        assertThat(run(Map.of(), "--origin", "portal")).startsWith("exit 1: ").contains("origin 'portal'");
        assertThat(run(Map.of(), "--help")).startsWith("exit 0: ").contains("local", "aws", "--data-dir");
        assertThat(run(Map.of(), "--version")).startsWith("exit 0: data-account-server 0.");
    }

    @Test
    void jar_hasNothingOfTestLibraries() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("server.jar"))) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .noneMatch(name -> name.startsWith("org/junit/")
                            || name.startsWith("org/assertj/")
                            || name.startsWith("com/amazonaws/services/dynamodbv2/local/")
                            || name.startsWith("io/dataaccount/testkit/contract/")
                            || name.startsWith("io/netty/"))
                    .contains("io/dataaccount/http/Main.class");
        }
    }

    private String run(Map<String, String> environment, String... arguments) throws IOException {
        Process process = ServerProcess.launch(directory, environment, List.of(arguments));
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return "exit " + ServerProcess.exit(process) + ": " + output;
    }
}

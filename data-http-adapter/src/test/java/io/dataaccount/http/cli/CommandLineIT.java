package io.dataaccount.http.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.http.Portal;
import io.dataaccount.http.oidc.TestIssuer;
import io.dataaccount.http.testing.RawHttp;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The output and the exit codes of the jar. */
class CommandLineIT {
    /** Hides this machine's own AWS settings, and disables the metadata service, which would cause a wait. */
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
    void aws_withoutConfiguration_namesEveryMissingVariable() throws IOException {
        assertThat(run(NO_AWS, "aws"))
                .startsWith("exit 1: ")
                .contains("AWS_REGION is not set", "PORTAL_ORIGINS is not set", "AWS credentials")
                .contains("OIDC_ISSUER is not set", "OIDC_AUDIENCE is not set")
                .doesNotContain("Exception", "\tat ");
    }

    @Test
    void aws_withoutIssuer_doesNotStart() throws IOException {
        Map<String, String> environment = configured("https://issuer.example.com");
        environment.put("OIDC_ISSUER", "");
        assertThat(run(environment, "aws", "--port", "0"))
                .startsWith("exit 1: ")
                .contains("OIDC_ISSUER is not set")
                .doesNotContain("AWS_REGION", "\tat ");
        environment.put("OIDC_ISSUER", "http://issuer.example.com");
        assertThat(run(environment, "aws", "--port", "0"))
                .startsWith("exit 1: ")
                .contains("OIDC_ISSUER", "https");
    }

    @Test
    void aws_withConfiguration_listensOnLoopbackAndAsksForATokenOfTheIssuer() throws IOException {
        try (TestIssuer issuer = new TestIssuer(Clock.systemUTC())) {
            String line =
                    "Data Account is at http://127.0.0.1:PORT over AWS, use cases in the table dda-portal-usecases of"
                            + " eu-central-1.";
            assertServes(issuer, line, "aws", "--port", "0");
        }
    }

    @Test
    void aws_withBindOption_listensOnThatAddress() throws IOException {
        try (TestIssuer issuer = new TestIssuer(Clock.systemUTC())) {
            String line =
                    "Data Account is at http://0.0.0.0:PORT over AWS, use cases in the table dda-portal-usecases of"
                            + " eu-central-1.";
            assertServes(issuer, line, "aws", "--port", "0", "--bind", "0.0.0.0");
        }
    }

    /** A call without a token is refused. A call with a valid token reaches DynamoDB, which does not exist here. */
    private void assertServes(TestIssuer issuer, String line, String... arguments) throws IOException {
        Process process = ServerProcess.launch(directory, configured(issuer.issuer()), List.of(arguments));
        try (BufferedReader out = process.inputReader(UTF_8)) {
            String first = String.valueOf(out.readLine());
            int port = Integer.parseInt(first.replaceAll("^.*:([0-9]+) over.*$", "$1"));
            assertThat(first.replace(":" + port + " ", ":PORT ")).isEqualTo(line);
            assertThat(out.readLine()).contains("sign in with tokens of " + issuer.issuer());
            assertThat(RawHttp.request(port, "GET /api/v1/usecases/nobodys")).startsWith("HTTP/1.1 401 ");
            assertThat(issuer.keyRequests())
                    .isEqualTo(1); // fetched before the server listens, so that no token waits for them
            assertThat(RawHttp.request(
                            port, "GET /api/v1/usecases/nobodys", "Authorization: Bearer " + issuer.token() + "x"))
                    .startsWith("HTTP/1.1 401 ");
            assertThat(RawHttp.request(port, "GET /api/v1/usecases/nobodys", "Authorization: Bearer " + issuer.token()))
                    .startsWith("HTTP/1.1 503 ");
            assertThat(issuer.keyRequests()).isEqualTo(1);
        } finally {
            process.destroy();
            ServerProcess.exit(process);
        }
    }

    private static Map<String, String> configured(String issuer) {
        Map<String, String> environment = new HashMap<>(NO_AWS);
        environment.putAll(Map.of(
                "AWS_REGION", "eu-central-1",
                "PORTAL_ORIGINS", "https://portal.example.com",
                "OIDC_ISSUER", issuer,
                "OIDC_AUDIENCE", TestIssuer.AUDIENCE,
                "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1",
                "AWS_ACCESS_KEY_ID", "AKIAEXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "example"));
        return environment;
    }

    @Test
    void local_onADirectoryOrPortInUse_saysWhatToDo() throws IOException {
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

    /** The keys of the embedded S3 and STS appear only in their file, also when the start fails. */
    @Test
    void local_printsNoKeys() throws IOException {
        Path file = directory.resolve(".data-account/credentials");
        StringBuilder output = new StringBuilder();
        Process process =
                ServerProcess.launch(directory, Map.of("DATA_ACCOUNT_LOG_LEVEL", "TRACE"), List.of("--port", "0"));
        try (BufferedReader out = process.inputReader(UTF_8)) {
            List<Integer> ports = new ArrayList<>();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                output.append(line).append('\n');
                Matcher url = Pattern.compile("http://127\\.0\\.0\\.1:([0-9]+)").matcher(line);
                if (url.find()) {
                    ports.add(Integer.valueOf(url.group(1)));
                }
                if (line.startsWith("Ctrl-C")) {
                    break;
                }
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(output).contains(file.toString());
            assertThat(RawHttp.request(ports.get(0), "GET /api/v1/usecases/demo-cross/data/buckets"))
                    .startsWith("HTTP/1.1 200 ");
            assertThat(RawHttp.request(ports.get(1), "GET /")).startsWith("HTTP/1.1 403 ");
            assertThat(RawHttp.request(ports.get(2), "POST /", "Content-Length: 0"))
                    .startsWith("HTTP/1.1 403 ");
            process.toHandle().destroy(); // the output stays readable
            out.lines().forEach(line -> output.append(line).append('\n'));
        } finally {
            process.destroy();
            ServerProcess.exit(process);
        }
        List<String> keys = Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("aws_"))
                .map(line -> line.replaceFirst("^[a-z_]+ = ", ""))
                .toList();
        assertThat(keys).hasSize(2);
        assertThat(output.toString()).doesNotContain(keys);
    }

    @Test
    void local_withACredentialsFileWithoutKeys_saysWhatToDo() throws IOException {
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.writeString(data.resolve("credentials"), "[default]\nhush = hush\n");
        assertThat(run(Map.of(), "--port", "0", "--data-dir", "data"))
                .startsWith("exit 1: ")
                .contains(data.resolve("credentials").toString(), "delete it")
                .doesNotContain("\tat ", "hush");
    }

    /** The commands that docs/server.md shows, with only the environment variables that they need. */
    @Test
    @EnabledIf("hasAwsCommandLine")
    void credentialsFile_servesTheCommandLineOfAws() throws IOException {
        try (ServerProcess server = ServerProcess.start(directory)) {
            new Portal(server.api()).post("/demo/data/buckets", "{\"bucket_name\": \"for-the-cli\"}", 201);
            assertThat(aws("--endpoint-url", server.s3().toString(), "s3", "ls"))
                    .startsWith("exit 0: ")
                    .contains("for-the-cli");
            assertThat(aws("--endpoint-url", server.s3().toString(), "s3", "cp", "-", "s3://for-the-cli/a.txt"))
                    .startsWith("exit 0: ");
            assertThat(aws("--endpoint-url", server.s3().toString(), "s3", "ls", "s3://for-the-cli"))
                    .contains("a.txt");
            assertThat(aws(
                            "--region",
                            "us-east-1",
                            "--endpoint-url",
                            server.sts().toString(),
                            "sts",
                            "get-caller-identity"))
                    .contains("111111111111");
        }
    }

    static boolean hasAwsCommandLine() throws IOException {
        try {
            return new ProcessBuilder("aws", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private String aws(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("aws"));
        command.addAll(List.of(arguments));
        ProcessBuilder aws =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        aws.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        aws.environment().put("AWS_CONFIG_FILE", directory.resolve("none").toString());
        aws.environment().put("AWS_SHARED_CREDENTIALS_FILE", ".data-account/credentials");
        Process process = aws.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return "exit " + ServerProcess.exit(process) + ": " + output;
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
    void logOfAnUnknownFormat_doesNotStart() throws IOException {
        Map<String, String> environment = configured("https://issuer.example.com");
        environment.put("DATA_ACCOUNT_LOG_FORMAT", "xml");
        for (String command : List.of("local", "aws")) {
            assertThat(run(environment, command, "--port", "0"))
                    .startsWith("exit 1: ")
                    .contains("DATA_ACCOUNT_LOG_FORMAT 'xml' must be one of text, json")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void inContainer_outsideAContainer_isRefused() throws IOException {
        for (List<String> arguments : List.of(
                List.of("--in-container"), List.of("--in-container", "local"), List.of("local", "--in-container"))) {
            assertThat(run(Map.of(), arguments.toArray(String[]::new)))
                    .startsWith("exit 1: ")
                    .contains("not in a container", "--in-container")
                    .doesNotContain("\tat ");
        }
        assertThat(run(Map.of(), "--published-at", "http://portal:8080"))
                .startsWith("exit 1: ")
                .contains("--in-container");
    }

    @Test
    void jar_hasNothingOfTestLibraries() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("server.jar"))) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .noneMatch(name -> name.startsWith("org/junit/")
                            || name.startsWith("org/assertj/")
                            || name.startsWith("com/amazonaws/services/dynamodbv2/local/")
                            || name.startsWith("org/testcontainers/")
                            || name.startsWith("com/github/dockerjava/")
                            || name.startsWith("io/dataaccount/testkit/container/")
                            || name.startsWith("io/dataaccount/testkit/contract/")
                            || name.startsWith("io/netty/"))
                    .contains("io/dataaccount/http/cli/Main.class");
        }
    }

    private String run(Map<String, String> environment, String... arguments) throws IOException {
        Process process = ServerProcess.launch(directory, environment, List.of(arguments));
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return "exit " + ServerProcess.exit(process) + ": " + output;
    }
}

package io.dataaccount.testkit.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A client on this machine. {@code .ci/clients} installs them. */
enum ClientProgram {
    AWS_CLI("aws", "--version"),
    BOTO3("python3", "-c", "import boto3, sys; print('boto3', boto3.__version__, 'Python', sys.version.split()[0])"),
    CURL("curl", "--version"),
    JAVASCRIPT_SDK(
            "node",
            "-p",
            "'@aws-sdk/client-s3 ' + JSON.parse(fs.readFileSync('node_modules/@aws-sdk/client-s3/package.json')).version"
                    + " + ' Node ' + process.version"),
    RCLONE("rclone", "version"),
    S3CMD("s3cmd", "--version");

    /** The scripts, and the packages of npm. */
    static final Path SCRIPTS = Path.of("src/test/clients").toAbsolutePath();

    /** The packages of the system install here. Other installations of the same client may come earlier on the path. */
    private static final List<String> SYSTEM = List.of("/usr/bin", "/usr/local/bin");

    private static final Map<ClientProgram, Optional<String>> VERSIONS = new ConcurrentHashMap<>();

    private final String executable;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> versionArguments;

    ClientProgram(String executable, String... versionArguments) {
        this.executable = executable;
        this.versionArguments = List.of(versionArguments);
    }

    /** The first line of what the client prints as its version; empty if the client is not installed. */
    Optional<String> version() {
        return VERSIONS.computeIfAbsent(this, ClientProgram::readVersion);
    }

    /** The executable and the arguments. */
    List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(path().orElseThrow(() -> new AssertionError("there is no " + executable + " on this machine"))
                .toString());
        command.addAll(arguments);
        return command;
    }

    private Optional<Path> path() {
        return Stream.concat(
                        SYSTEM.stream(),
                        Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1)))
                .map(folder -> Path.of(folder, executable))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Optional<String> readVersion() {
        if (path().isEmpty()) {
            return Optional.empty();
        }
        try {
            Process process = new ProcessBuilder(command(versionArguments))
                    .directory(SCRIPTS.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return process.waitFor() == 0 ? output.lines().findFirst() : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

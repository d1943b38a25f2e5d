package io.dataaccount.testkit.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.testkit.embedded.http.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a client in an empty home directory. */
final class ClientProcess {
    private static final long PATIENCE_SECONDS = 300;

    private final ClientProgram program;
    private final Path home;
    private final Map<String, String> environment;

    ClientProcess(ClientProgram program, Path home, Map<String, String> environment) {
        this.program = program;
        this.home = home;
        this.environment = new TreeMap<>(environment);
    }

    /** What the client printed. Fails unless it ends with 0. */
    String run(String... arguments) {
        Result result = result(arguments);
        // the arguments and the output may have secrets, such as a presigned URL
        assertThat(result.status())
                .as("%s %s: %s", program, arguments[0], result.errors())
                .isZero();
        return result.output();
    }

    /** The outcome of a client that may fail. */
    Result result(String... arguments) {
        try {
            Path output = Files.createTempFile(home, "output", ".txt");
            Path errors = Files.createTempFile(home, "errors", ".txt");
            ProcessBuilder builder = new ProcessBuilder(program.command(List.of(arguments)))
                    .directory(home.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            String path = builder.environment().get("PATH");
            builder.environment().clear();
            builder.environment().putAll(environment);
            builder.environment().putAll(Map.of("PATH", path, "HOME", home.toString(), "LANG", "C.UTF-8"));
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(program + " " + arguments[0] + " does not end");
            }
            return new Result(process.exitValue(), Files.readString(output), Files.readString(errors));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    record Result(int status, String output, String errors) {}

    /** Writes files with names that need encoding: one is empty, and one has a size that clients upload in parts. */
    static Path files(Path directory) {
        byte[] big = new byte[9 << 20];
        Arrays.fill(big, (byte) 'b');
        Map<String, byte[]> files = Map.of(
                "plain.txt", "plain".getBytes(UTF_8),
                "empty.txt", new byte[0],
                "a b+c%/ü&'=.txt", "odd".getBytes(UTF_8),
                "deep/er/日本 😀.txt", "deep".getBytes(UTF_8),
                "big.bin", big);
        files.forEach((name, content) -> {
            try {
                Path file = directory.resolve(name);
                Files.createDirectories(file.getParent());
                Files.write(file, content);
                // a listing has whole seconds, so that a file of this second can look newer than its copy
                Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-02T03:04:05Z")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return directory;
    }

    /** The files below the directory by name, with a digest of their content. */
    static Map<String, String> tree(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            Map<String, String> tree = new TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                tree.put(directory.relativize(file).toString(), digest(Files.readAllBytes(file)));
            }
            return tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(byte[] content) {
        return Digests.sha256Hex(content);
    }
}

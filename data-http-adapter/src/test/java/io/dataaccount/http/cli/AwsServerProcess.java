package io.dataaccount.http.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.http.testing.RawHttp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The server's jar with the command {@code aws}, and its output. */
final class AwsServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Process process;
    private final StringBuffer output = new StringBuffer();
    private final Thread reader;
    private final int port;

    private AwsServerProcess(Process process) throws IOException {
        this.process = process;
        BufferedReader out = process.inputReader(UTF_8);
        this.port = port(out);
        this.reader =
                new Thread(() -> out.lines().forEach(line -> output.append(line).append('\n')), "aws-server");
        reader.start();
    }

    static AwsServerProcess start(Path directory, Map<String, String> environment) throws IOException {
        Process process = ServerProcess.launch(directory, environment, List.of("aws", "--port", "0"));
        try {
            return new AwsServerProcess(process);
        } catch (RuntimeException | IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private int port(BufferedReader out) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            output.append(line).append('\n');
            if (line.contains(" over AWS, ")) {
                return Integer.parseInt(line.replaceAll("^.*:([0-9]+) over.*$", "$1"));
            }
        }
        throw new IllegalStateException("the server did not start:\n" + output);
    }

    /** The whole response. */
    String get(String path, String... headers) {
        try {
            return RawHttp.request(port, "GET " + path, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Requests {@code /readyz} until the response is as wanted. The server checks again every few seconds. */
    String ready(Predicate<String> wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        String response = get("/readyz");
        while (!wanted.test(response)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("/readyz does not change: " + response + "\n" + output);
            }
            response = get("/readyz");
        }
        return response;
    }

    /** Ends the server, and returns everything that it printed. */
    String stop() {
        process.destroy();
        ServerProcess.exit(process);
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return output.toString();
    }

    @Override
    public void close() {
        stop();
    }
}

package io.dataaccount.http.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's jar as a process of its own, from its greeting to its end. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:[0-9]+");

    private final Process process;
    private final List<URI> urls;

    private ServerProcess(Process process, List<URI> urls) {
        this.process = process;
        this.urls = urls;
    }

    /** Without a command and without a data directory, as most people start it. */
    public static ServerProcess start(Path workingDirectory, String... options) {
        List<String> arguments = new ArrayList<>(List.of("--port", "0"));
        arguments.addAll(Arrays.asList(options));
        return greeted(launch(workingDirectory, Map.of(), arguments));
    }

    /**
     * Anything that greets as the jar does.
     *
     * @param java what java is told: options of the JVM, what to run, and its arguments
     */
    public static ServerProcess startJava(Path workingDirectory, List<String> java) {
        return greeted(java(workingDirectory, Map.of(), java));
    }

    /** The jar, to be run with {@code -jar}. */
    public static String jar() {
        return requireNonNull(System.getProperty("server.jar"), "the system property server.jar is not set");
    }

    private static ServerProcess greeted(Process process) {
        ServerProcess server = new ServerProcess(process, greeting(process));
        server.discardOutput();
        return server;
    }

    /** The jar with any arguments, and its output and errors in one. */
    static Process launch(Path workingDirectory, Map<String, String> environment, List<String> arguments) {
        List<String> java = new ArrayList<>(List.of("-jar", jar()));
        java.addAll(arguments);
        return java(workingDirectory, environment, java);
    }

    private static Process java(Path workingDirectory, Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        ProcessBuilder process =
                new ProcessBuilder(command).directory(workingDirectory.toFile()).redirectErrorStream(true);
        process.environment().putAll(environment);
        try {
            return process.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads to the end of the greeting: where the server is, its S3 and its STS. */
    private static List<URI> greeting(Process process) {
        List<String> lines = new ArrayList<>();
        List<URI> urls = new ArrayList<>();
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                Matcher matcher = URL.matcher(line);
                if (urls.size() < 3 && matcher.find()) {
                    urls.add(URI.create(matcher.group()));
                }
                if (line.startsWith("Ctrl-C")) {
                    return urls;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("the server did not start:\n" + String.join("\n", lines));
    }

    /** A server whose lines nobody reads stops at the first that finds the pipe full, after some hundred requests. */
    private void discardOutput() {
        Thread reader = new Thread(
                () -> {
                    try {
                        process.getInputStream().transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // the process has ended
                    }
                },
                "server-output");
        reader.setDaemon(true);
        reader.start();
    }

    public long pid() {
        return process.pid();
    }

    /** The time on processors that the process has had so far. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    public URI api() {
        return urls.get(0);
    }

    public URI s3() {
        return urls.get(1);
    }

    URI sts() {
        return urls.get(2);
    }

    /** Asks the process to end, as Ctrl-C does, and gives its exit code. */
    int stop() {
        process.destroy();
        return exit(process);
    }

    /** Ends the process without a chance to tidy up. */
    public void kill() {
        process.destroyForcibly();
        exit(process);
    }

    static int exit(Process process) {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the server does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}

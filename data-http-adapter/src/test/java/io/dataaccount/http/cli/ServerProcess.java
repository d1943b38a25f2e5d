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

/** The server's jar as a process. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:[0-9]+");

    private final Process process;
    private final List<URI> urls;

    private ServerProcess(Process process, List<URI> urls) {
        this.process = process;
        this.urls = urls;
    }

    /** Starts the jar without a command and without a data directory. */
    public static ServerProcess start(Path workingDirectory, String... options) {
        List<String> arguments = new ArrayList<>(List.of("--port", "0"));
        arguments.addAll(Arrays.asList(options));
        return greeted(launch(workingDirectory, Map.of(), arguments));
    }

    /**
     * Starts the jar in {@code aws} mode.
     *
     * @param environment added to the environment of this process
     */
    static ServerProcess startAws(Path workingDirectory, Map<String, String> environment) {
        return greeted(launch(workingDirectory, environment, List.of("aws", "--port", "0")));
    }

    /**
     * Starts any program that prints the same start message as the jar.
     *
     * @param java the arguments of java: JVM options, what to run, and its arguments
     */
    public static ServerProcess startJava(Path workingDirectory, List<String> java) {
        return greeted(java(workingDirectory, Map.of(), java));
    }

    /** The path of the jar, for {@code -jar}. */
    public static String jar() {
        return requireNonNull(System.getProperty("server.jar"), "the system property server.jar is not set");
    }

    private static ServerProcess greeted(Process process) {
        ServerProcess server = new ServerProcess(process, greeting(process));
        server.discardOutput();
        return server;
    }

    /** Starts the jar with any arguments. Standard error goes to standard output. */
    public static Process launch(Path workingDirectory, Map<String, String> environment, List<String> arguments) {
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

    /** Reads the start message: the addresses of the server, of S3 and of STS. */
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
                if (line.startsWith("Ctrl-C") || line.startsWith("Callers sign in")) {
                    return urls;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("the server did not start:\n" + String.join("\n", lines));
    }

    /**
     * Reads and drops the output. Otherwise the pipe would be full after some hundred requests, and the server would
     * block.
     */
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

    /** The processor time that the process has used so far. */
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

    /** Sends SIGTERM to the process, waits for its end, and returns its exit code. */
    int stop() {
        terminate();
        return exit(process);
    }

    /** Sends SIGTERM to the process. */
    void terminate() {
        process.destroy();
    }

    /** Kills the process, without a shutdown. */
    public void kill() {
        process.destroyForcibly();
        exit(process);
    }

    public static int exit(Process process) {
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

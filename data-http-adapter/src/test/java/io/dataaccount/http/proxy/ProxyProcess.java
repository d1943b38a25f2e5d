package io.dataaccount.http.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The {@link ForwardProxy} as a process. */
final class ProxyProcess implements AutoCloseable {
    private final Process process;
    private final int port;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private ProxyProcess(Process process, BufferedReader out, int port) {
        this.process = process;
        this.port = port;
        Relay.onThread(() -> {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                requests.add(line);
            }
        });
    }

    /**
     * @param port 0 for a free one
     * @param targets as {@link ForwardProxy#main} reads them
     */
    static ProxyProcess start(int port, String credentials, List<String> targets) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                testClasses(),
                ForwardProxy.class.getName(),
                String.valueOf(port),
                credentials));
        command.addAll(targets);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader out = process.inputReader(UTF_8);
            return new ProxyProcess(process, out, Integer.parseInt(String.valueOf(out.readLine())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String testClasses() {
        try {
            return Path.of(ForwardProxy.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return port;
    }

    /** The requests so far: target and status. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}

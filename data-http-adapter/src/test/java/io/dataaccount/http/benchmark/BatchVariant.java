package io.dataaccount.http.benchmark;

import io.dataaccount.http.cli.ServerProcess;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server to measure, and the encoding that the client accepts. The others are compared with the first one. */
enum BatchVariant {
    PRODUCT("the jar", List.of("-jar", ServerProcess.jar(), "local", "--port", "0"), ""),
    PRODUCT_GZIP("the jar", List.of("-jar", ServerProcess.jar(), "local", "--port", "0"), "gzip"),
    COMPOSED_OURS("composed, our presigner", composed(PresignerServer.OURS), ""),
    COMPOSED_UNSIGNED("composed, nothing signed", composed(PresignerServer.UNSIGNED), ""),
    COMPOSED_SDK("composed, the SDK's presigner", composed(PresignerServer.SDK), "");

    /**
     * JVM options of every server. The second and third let Flight Recorder distinguish inlined methods, and change
     * nothing else.
     */
    static final List<String> JVM_OPTIONS =
            List.of("-Xmx512m", "-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints");

    private final String server;
    private final List<String> program;
    private final String encoding;

    BatchVariant(String server, List<String> program, String encoding) {
        this.server = server;
        this.program = program;
        this.encoding = encoding;
    }

    private static List<String> composed(String presigner) {
        return List.of(
                "-cp",
                ServerProcess.jar() + File.pathSeparator + testClasses(),
                PresignerServer.class.getName(),
                presigner);
    }

    private static Path testClasses() {
        try {
            return Path.of(PresignerServer.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts the server in a new JVM, with an empty directory inside this one. */
    ServerProcess start(Path directory) throws IOException {
        List<String> java = new ArrayList<>(JVM_OPTIONS);
        java.addAll(program);
        return ServerProcess.startJava(Files.createTempDirectory(directory, name()), java);
    }

    String server() {
        return server;
    }

    /** The value of {@code Accept-Encoding}; empty for no such header. */
    String encoding() {
        return encoding;
    }
}

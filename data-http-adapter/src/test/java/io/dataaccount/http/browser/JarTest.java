package io.dataaccount.http.browser;

import io.dataaccount.http.cli.ServerProcess;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Against the server's jar as it is delivered, with everything embedded. */
abstract class JarTest extends BrowserTest {
    @TempDir
    static Path directory;

    private ServerProcess process;

    @BeforeAll
    void start() {
        process = ServerProcess.start(directory);
    }

    @AfterAll
    void stop() {
        process.close();
    }

    @Override
    protected URI server() {
        return process.api();
    }
}

package io.dataaccount.http.browser;

import io.dataaccount.http.cli.ServerProcess;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Base of tests against the server's jar in local mode. */
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

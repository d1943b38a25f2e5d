package io.dataaccount.http.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.http.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerCheckTest {
    @TempDir
    Path root;

    @Test
    void container_withItsOwnNetwork_isAccepted() throws IOException {
        processesAre("pid:[4026532200]");
        device("eth0");
        assertThatCode(check()::require).doesNotThrowAnyException();
    }

    @Test
    void processOutsideAContainer_isRefused() throws IOException {
        processesAre("pid:[4026531836]");
        assertThatThrownBy(check()::require)
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("not in a container");
    }

    @Test
    void systemThatIsNotLinux_isRefused() {
        assertThatThrownBy(check()::require)
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("not in a container");
    }

    @Test
    void container_withTheNetworkOfItsHost_isRefused() throws IOException {
        processesAre("pid:[4026532200]");
        Files.createDirectory(device("eth0").resolve("device"));
        assertThatThrownBy(check()::require)
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("network of its host");
    }

    private ContainerCheck check() {
        return new ContainerCheck(root.resolve("proc"), root.resolve("sys"));
    }

    private void processesAre(String name) throws IOException {
        Path link = root.resolve("proc/self/ns/pid");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(name));
    }

    private Path device(String name) throws IOException {
        return Files.createDirectories(root.resolve("sys/class/net").resolve(name));
    }
}

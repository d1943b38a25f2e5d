package io.dataaccount.http.local;

import io.dataaccount.core.Internal;
import io.dataaccount.http.StartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Whether this process runs in a container with a network of its own, so that nobody reaches what it listens on unless its
 * port is published. The kernel is asked, since marks such as {@code /.dockerenv} are also found on virtual machines that
 * were made from an image.
 */
@Internal
public final class ContainerCheck {
    /**
     * The name that Linux has for the processes of the machine itself ({@code PROC_PID_INIT_INO}); those of a container are
     * counted under another.
     *
     * @see <a href="https://github.com/torvalds/linux/blob/v6.12/include/linux/proc_ns.h">proc_ns.h</a>
     */
    private static final String PROCESSES_OF_THE_MACHINE = "pid:[4026531836]";

    private final Path proc;
    private final Path sys;

    public ContainerCheck() {
        this(Path.of("/proc"), Path.of("/sys"));
    }

    public ContainerCheck(Path proc, Path sys) {
        this.proc = proc;
        this.sys = sys;
    }

    /** @throws StartupException if it does not, or if that cannot be told */
    public void require() {
        if (!hasProcessesOfItsOwn()) {
            throw new StartupException(
                    "This process is not in a container, and without one --in-container would open a server without login"
                            + " to the network: leave it out.",
                    null);
        }
        if (hasNetworkOfTheMachine()) {
            throw new StartupException(
                    "This container has the network of its host, to which a server without login would be open: publish"
                            + " its ports on 127.0.0.1 instead, as with -p 127.0.0.1:8080:8080.",
                    null);
        }
    }

    private boolean hasProcessesOfItsOwn() {
        try {
            return !Files.readSymbolicLink(proc.resolve("self/ns/pid"))
                    .toString()
                    .equals(PROCESSES_OF_THE_MACHINE);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // not Linux
        }
    }

    /** The network of a container has virtual devices only; those of a machine have hardware behind them. */
    private boolean hasNetworkOfTheMachine() {
        Path devices = sys.resolve("class/net");
        if (!Files.isDirectory(devices)) {
            return false;
        }
        try (Stream<Path> names = Files.list(devices)) {
            return names.anyMatch(each -> Files.exists(each.resolve("device")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + devices, e);
        }
    }
}

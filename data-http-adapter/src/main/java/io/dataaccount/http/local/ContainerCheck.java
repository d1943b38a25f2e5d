package io.dataaccount.http.local;

import io.dataaccount.core.Internal;
import io.dataaccount.http.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Checks that this process runs in a container with its own network. There, clients outside the container reach a port
 * only if the operator publishes it. The check reads what the kernel reports, because marks such as {@code /.dockerenv}
 * also exist on virtual machines that were made from a container image.
 */
@Internal
public final class ContainerCheck {
    /**
     * The PID namespace of the machine itself ({@code PROC_PID_INIT_INO}). A container has another PID namespace.
     *
     * @see <a href="https://github.com/torvalds/linux/blob/v6.12/include/linux/proc_ns.h">proc_ns.h</a>
     */
    private static final String INITIAL_PID_NAMESPACE = "pid:[4026531836]";

    private final Path proc;
    private final Path sys;

    /** Checks the machine that this process runs on. */
    public ContainerCheck() {
        this(Path.of("/proc"), Path.of("/sys"));
    }

    /**
     * @param proc the directory to read instead of {@code /proc}
     * @param sys the directory to read instead of {@code /sys}
     */
    public ContainerCheck(Path proc, Path sys) {
        this.proc = proc;
        this.sys = sys;
    }

    /**
     * Returns if this process is in a container with its own network.
     *
     * @throws StartupException if this process is not in a container, if it shares the network of the host, or if the
     *     operating system does not say (any system but Linux, or a list of network devices that cannot be read)
     */
    public void require() {
        if (!hasOwnPidNamespace()) {
            throw new StartupException(
                    "This process is not in a container. Outside a container, --in-container would open a server"
                            + " without login to the network. Remove --in-container.",
                    null);
        }
        if (hasNetworkOfHost()) {
            throw new StartupException(
                    "This container has the network of its host. A server without login would be open to that network."
                            + " Give the container its own network, and publish its ports on 127.0.0.1, as with"
                            + " -p 127.0.0.1:8080:8080.",
                    null);
        }
    }

    private boolean hasOwnPidNamespace() {
        try {
            return !Files.readSymbolicLink(proc.resolve("self/ns/pid"))
                    .toString()
                    .equals(INITIAL_PID_NAMESPACE);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // not Linux
        }
    }

    /** A container's own network has virtual devices only. A network of the host has at least one hardware device. */
    private boolean hasNetworkOfHost() {
        Path devices = sys.resolve("class/net");
        if (!Files.isDirectory(devices)) {
            return false;
        }
        try (Stream<Path> names = Files.list(devices)) {
            return names.anyMatch(each -> Files.exists(each.resolve("device")));
        } catch (IOException e) {
            throw new StartupException(
                    "The network devices of this container cannot be listed (" + devices
                            + "), so it may have the network of its host. Make the directory readable.",
                    e);
        }
    }
}

package io.dataaccount.http.local;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.http.ExternalAddresses;
import io.dataaccount.testkit.embedded.config.EmbeddedRole;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of a local server. Immutable. Start with {@link #in}; each other method returns a copy with one change:
 *
 * <pre>{@code
 * DataAccountServer.start(LocalConfig.in(Path.of(".data-account")).onPort(8080));
 * }</pre>
 *
 * @param dataDirectory the directory of the buckets, the objects, the use cases and the access key of the embedded S3
 *     and STS (the file {@code credentials}); created if it does not exist
 * @param port the TCP port of the server; 0 picks a free port
 * @param s3Port the TCP port of the embedded S3; 0 picks a free port
 * @param stsPort the TCP port of the embedded STS; 0 picks a free port
 * @param origins further origins of web pages that may call the server and upload into the buckets created here; the
 *     server's own page always may
 * @param roles further roles that the embedded STS lets the server assume; it always has those of the demo use cases
 * @param addresses null for a server that listens on 127.0.0.1 only; otherwise the addresses of a server in a
 *     container, which listens on all interfaces of the container
 * @param requestLogs whether the server writes the audit log and the request log; it always logs warnings and errors
 */
public record LocalConfig(
        Path dataDirectory,
        int port,
        int s3Port,
        int stsPort,
        List<Origin> origins,
        List<EmbeddedRole> roles,
        @Nullable ExternalAddresses addresses,
        boolean requestLogs) {
    private static final int MAX_PORT = 65535;

    /** @throws IllegalArgumentException if a port is not 0 to 65535 */
    public LocalConfig {
        requireNonNull(dataDirectory, "dataDirectory is null");
        requirePort("port", port);
        requirePort("s3Port", s3Port);
        requirePort("stsPort", stsPort);
        origins = List.copyOf(origins);
        roles = List.copyOf(roles);
    }

    /** A server on free ports of 127.0.0.1, without further origins and roles. */
    public static LocalConfig in(Path dataDirectory) {
        return new LocalConfig(dataDirectory, 0, 0, 0, List.of(), List.of(), null, true);
    }

    /** Replaces {@link #port}; the ports of S3 and STS stay. */
    public LocalConfig onPort(int number) {
        return onPorts(number, s3Port, stsPort);
    }

    /** Replaces the ports of the server, S3 and STS; 0 picks a free port. */
    public LocalConfig onPorts(int number, int s3, int sts) {
        return new LocalConfig(dataDirectory, number, s3, sts, origins, roles, addresses, requestLogs);
    }

    /** Replaces {@link #origins}. */
    public LocalConfig withOrigins(List<Origin> pages) {
        return new LocalConfig(dataDirectory, port, s3Port, stsPort, pages, roles, addresses, requestLogs);
    }

    /** Replaces {@link #roles}. */
    public LocalConfig withRoles(List<EmbeddedRole> assumable) {
        return new LocalConfig(dataDirectory, port, s3Port, stsPort, origins, assumable, addresses, requestLogs);
    }

    /**
     * A server that listens on all interfaces of the container. It starts only if this process is in a container with
     * its own network.
     *
     * @param external the addresses of the container seen from outside
     */
    public LocalConfig inContainer(ExternalAddresses external) {
        return new LocalConfig(
                dataDirectory,
                port,
                s3Port,
                stsPort,
                origins,
                roles,
                requireNonNull(external, "external is null"),
                requestLogs);
    }

    /** Without {@link #requestLogs}, so that a test prints only its own output. */
    public LocalConfig withoutRequestLogs() {
        return new LocalConfig(dataDirectory, port, s3Port, stsPort, origins, roles, addresses, false);
    }

    private static void requirePort(String name, int port) {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException(name + " is " + port + " and must be 0 to " + MAX_PORT);
        }
    }
}

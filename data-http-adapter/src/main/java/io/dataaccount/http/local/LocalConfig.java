package io.dataaccount.http.local;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.http.ExternalAddresses;
import io.dataaccount.testkit.embedded.config.EmbeddedRole;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a local server is to be. Start from {@link #in} and change what matters.
 *
 * @param dataDirectory where buckets, objects, use cases and the keys of the embedded S3 and STS (the file {@code credentials})
 *     are kept; created if missing
 * @param port of 127.0.0.1; 0 picks a free one
 * @param s3Port where the embedded S3 listens; 0 picks a free one
 * @param stsPort where the embedded STS listens; 0 picks a free one
 * @param origins web pages that may call the server and upload into the buckets made here, beside those that this server
 *     itself serves
 * @param roles that the embedded STS lets the server assume, beside those of the demo use cases
 * @param addresses for a server in a container, which listens on the container's interfaces, how it is reached from
 *     outside; null for one that listens on 127.0.0.1 only
 */
public record LocalConfig(
        Path dataDirectory,
        int port,
        int s3Port,
        int stsPort,
        List<Origin> origins,
        List<EmbeddedRole> roles,
        @Nullable ExternalAddresses addresses) {
    public LocalConfig {
        requireNonNull(dataDirectory, "dataDirectory is null");
        origins = List.copyOf(origins);
        roles = List.copyOf(roles);
    }

    /** Free ports of 127.0.0.1, no further origins and no further roles. */
    public static LocalConfig in(Path dataDirectory) {
        return new LocalConfig(dataDirectory, 0, 0, 0, List.of(), List.of(), null);
    }

    public LocalConfig onPort(int number) {
        return onPorts(number, s3Port, stsPort);
    }

    public LocalConfig onPorts(int number, int s3, int sts) {
        return new LocalConfig(dataDirectory, number, s3, sts, origins, roles, addresses);
    }

    public LocalConfig withOrigins(List<Origin> pages) {
        return new LocalConfig(dataDirectory, port, s3Port, stsPort, pages, roles, addresses);
    }

    public LocalConfig withRoles(List<EmbeddedRole> known) {
        return new LocalConfig(dataDirectory, port, s3Port, stsPort, origins, known, addresses);
    }

    /** On all interfaces of the container that this process must then be in. */
    public LocalConfig inContainer(ExternalAddresses from) {
        return new LocalConfig(
                dataDirectory, port, s3Port, stsPort, origins, roles, requireNonNull(from, "from is null"));
    }
}

package io.dataaccount.http;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.Origin;
import io.dataaccount.testkit.embedded.EmbeddedRole;
import java.nio.file.Path;
import java.util.List;

/**
 * How a local server is to be. Start from {@link #in} and change what matters.
 *
 * @param dataDirectory where buckets, objects and use cases are kept; created if missing
 * @param port of 127.0.0.1; 0 picks a free one
 * @param s3Port where the embedded S3 listens; 0 picks a free one
 * @param origins web pages that may call the server and upload into the buckets made here, beside those that this server itself serves
 * @param roles that the embedded STS lets the server assume, beside those of the demo use cases
 */
public record LocalConfig(Path dataDirectory, int port, int s3Port, List<Origin> origins, List<EmbeddedRole> roles) {
    public LocalConfig {
        requireNonNull(dataDirectory, "dataDirectory is null");
        origins = List.copyOf(origins);
        roles = List.copyOf(roles);
    }

    /** Free ports, no further origins and no further roles. */
    public static LocalConfig in(Path dataDirectory) {
        return new LocalConfig(dataDirectory, 0, 0, List.of(), List.of());
    }

    public LocalConfig onPort(int number) {
        return new LocalConfig(dataDirectory, number, s3Port, origins, roles);
    }

    public LocalConfig withOrigins(List<Origin> pages) {
        return new LocalConfig(dataDirectory, port, s3Port, pages, roles);
    }

    public LocalConfig withRoles(List<EmbeddedRole> known) {
        return new LocalConfig(dataDirectory, port, s3Port, origins, known);
    }
}

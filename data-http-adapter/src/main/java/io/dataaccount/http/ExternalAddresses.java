package io.dataaccount.http;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.bucket.Origin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The addresses under which clients outside a container reach the server and the embedded S3 in it. 127.0.0.1 and
 * localhost need no entry if the container engine publishes every port under the same number.
 *
 * @param server addresses of the server, such as {@code http://localhost:32768}. The server, S3 and STS accept requests
 *     for their host names, and web pages of these origins may upload
 * @param s3 the address of S3 that upload URLs contain. S3 and STS accept requests for its host name. If null, upload
 *     URLs contain 127.0.0.1 and the port that S3 listens on
 */
public record ExternalAddresses(
        List<Origin> server, @Nullable Origin s3) {
    /** No further addresses: every port is published under the same number, at 127.0.0.1 and localhost. */
    public static final ExternalAddresses SAME_PORTS = new ExternalAddresses(List.of(), null);

    public ExternalAddresses {
        server = List.copyOf(requireNonNull(server, "server is null"));
    }

    /**
     * Combines two sets of addresses.
     *
     * @param other its addresses of the server come last; its address of S3, if any, replaces this one
     */
    public ExternalAddresses and(ExternalAddresses other) {
        List<Origin> all = new ArrayList<>(server);
        all.addAll(other.server);
        return new ExternalAddresses(all, other.s3 == null ? s3 : other.s3);
    }
}

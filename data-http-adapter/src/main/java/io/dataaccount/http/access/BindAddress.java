package io.dataaccount.http.access;

import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.http.ExternalAddresses;
import io.dataaccount.testkit.embedded.config.HostNames;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The address that a server, its embedded S3 and its embedded STS listen on, and the host names that they accept.
 *
 * @param address the IP address of the network interface
 * @param hosts the host names that requests to the server may contain
 * @param awsHosts the host names that requests to S3 and STS may contain
 */
public record BindAddress(String address, HostNames hosts, HostNames awsHosts) {
    /** The IPv4 loopback address. */
    public static final String LOOPBACK_ADDRESS = "127.0.0.1";

    /** Only this machine can reach the server. Required for a server without login outside a container. */
    public static final BindAddress LOOPBACK =
            new BindAddress(LOOPBACK_ADDRESS, HostNames.LOOPBACK, HostNames.LOOPBACK);

    /**
     * Listens on all interfaces of the container. Accepts the loopback names and the host names of {@code published};
     * only S3 and STS accept the host name of {@link ExternalAddresses#s3}.
     */
    public static BindAddress ofContainer(ExternalAddresses published) {
        HostNames hosts = HostNames.LOOPBACK.and(names(published.server().stream()));
        HostNames s3 = hosts.and(names(Optional.ofNullable(published.s3()).stream()));
        return new BindAddress("0.0.0.0", hosts, s3);
    }

    private static List<String> names(Stream<Origin> addresses) {
        return addresses.map(BindAddress::host).toList();
    }

    private static String host(Origin origin) {
        String authority = origin.value().substring(origin.value().indexOf("://") + 3);
        return authority.replaceFirst(":[0-9]+$", "");
    }
}

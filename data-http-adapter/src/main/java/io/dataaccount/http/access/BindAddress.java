package io.dataaccount.http.access;

import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.http.ExternalAddresses;
import io.dataaccount.testkit.embedded.config.HostNames;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who can reach a server and the S3 and STS embedded in it.
 *
 * @param address of the interface that they listen on
 * @param hosts names that requests to the server may be for
 * @param awsHosts names that requests to its S3 and STS may be for
 */
public record BindAddress(String address, HostNames hosts, HostNames awsHosts) {
    public static final String LOOPBACK_ADDRESS = "127.0.0.1";

    /** This machine alone, as it must be where there is no login. */
    public static final BindAddress LOOPBACK =
            new BindAddress(LOOPBACK_ADDRESS, HostNames.LOOPBACK, HostNames.LOOPBACK);

    /** Whatever gets into the container, if it asks for the loopback or for an address that is published. */
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

package io.dataaccount.http;

import io.dataaccount.core.model.Origin;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who can reach a server.
 *
 * @param address of the interface that it listens on
 * @param hosts names that requests may be for, in lower case
 */
record Reach(String address, Set<String> hosts) {
    static final String LOOPBACK_ADDRESS = "127.0.0.1";

    /** This machine alone, as it must be where there is no login. */
    static final Reach LOOPBACK = new Reach(LOOPBACK_ADDRESS, Set.of(LOOPBACK_ADDRESS, "localhost", "[::1]"));

    Reach {
        hosts = Set.copyOf(hosts);
    }

    /** Whatever gets into the container, if it asks for the loopback or for one of these addresses. */
    static Reach ofContainer(List<Origin> published) {
        Set<String> hosts = new HashSet<>(LOOPBACK.hosts());
        published.forEach(origin -> hosts.add(host(origin)));
        return new Reach("0.0.0.0", hosts);
    }

    private static String host(Origin origin) {
        String authority = origin.value().substring(origin.value().indexOf("://") + 3);
        return authority.replaceFirst(":[0-9]+$", "");
    }
}

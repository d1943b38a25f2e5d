package io.dataaccount.http.access;

import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.core.rest.Cors;
import io.javalin.http.Handler;
import java.util.List;

/**
 * Whom a door lets in, and where it stands.
 *
 * @param address to listen on
 * @param gates asked before anything else, each of which may answer for itself
 * @param origins web pages that may call from a browser
 */
public record AccessPolicy(
        String address, List<Handler> gates, CallerAuthenticator authenticator, List<Origin> origins) {
    public AccessPolicy {
        gates = List.copyOf(gates);
        origins = List.copyOf(origins);
    }

    /** This machine alone, and of the web pages on it those of the server itself and those that are given. */
    public static AccessPolicy ofThisMachine(CallerAuthenticator authenticator, List<Origin> pages) {
        return withoutLogin(BindAddress.LOOPBACK, authenticator, pages);
    }

    /** Whoever can reach it, and of the web pages those of the server itself and those that are given. */
    public static AccessPolicy withoutLogin(
            BindAddress bindAddress, CallerAuthenticator authenticator, List<Origin> pages) {
        List<Handler> gates = List.of(new HostHeaderFilter(bindAddress.hosts()), new OriginFilter(pages));
        return new AccessPolicy(bindAddress.address(), gates, authenticator, pages);
    }

    /** Whoever the source verifies, on any address and under any host name, as load balancers have them. */
    public static AccessPolicy ofVerified(String address, CallerAuthenticator authenticator, List<Origin> pages) {
        return new AccessPolicy(address, List.of(), authenticator, pages);
    }

    public Cors cors() {
        return new Cors(origins);
    }
}

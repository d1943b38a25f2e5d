package io.dataaccount.http.access;

import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.core.rest.ResponseFilter;
import io.javalin.http.Handler;
import java.util.List;

/**
 * Which requests the server accepts, and the address it listens on.
 *
 * @param address the IP address or host name of the interface to listen on
 * @param filters run in this order before every other handler; each may refuse the request
 * @param authenticator finds the caller of each request to the REST API
 * @param origins origins of web pages that may call the server from a browser, besides its own
 */
public record AccessPolicy(
        String address, List<Handler> filters, CallerAuthenticator authenticator, List<Origin> origins) {
    public AccessPolicy {
        filters = List.copyOf(filters);
        origins = List.copyOf(origins);
    }

    /**
     * A server that only this machine can reach. Accepts web pages of the server's own origin and of {@code pages}.
     *
     * @param pages further origins
     */
    public static AccessPolicy onLoopback(CallerAuthenticator authenticator, List<Origin> pages) {
        return withoutLogin(BindAddress.LOOPBACK, authenticator, pages);
    }

    /**
     * A server without login. Accepts requests for the host names of {@code bindAddress}, and web pages of the
     * server's own origin and of {@code pages}.
     */
    public static AccessPolicy withoutLogin(
            BindAddress bindAddress, CallerAuthenticator authenticator, List<Origin> pages) {
        List<Handler> filters = List.of(new HostHeaderFilter(bindAddress.hosts()), new OriginFilter(pages));
        return new AccessPolicy(bindAddress.address(), filters, authenticator, pages);
    }

    /**
     * A server with a login. The authenticator alone decides; the host name may be any, because a load balancer may
     * have any.
     *
     * @param pages origins that get CORS headers
     */
    public static AccessPolicy withLogin(String address, CallerAuthenticator authenticator, List<Origin> pages) {
        return new AccessPolicy(address, List.of(), authenticator, pages);
    }

    /** Gives CORS headers to the pages of {@link #origins}. */
    public ResponseFilter responseFilter() {
        return new ResponseFilter(origins);
    }
}

package io.dataaccount.core.rest;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.bucket.Origin;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an inbound adapter does around each call besides handling it: CORS for the portal's pages, then compression. Both
 * adapters send every response through one of these, so that a client gets the same from both. Safe for use by many threads.
 */
public final class ResponseFilter {
    private final Cors cors;

    /** @param portalOrigins the origins of the portal's pages */
    public ResponseFilter(List<Origin> portalOrigins) {
        this.cors = new Cors(portalOrigins);
    }

    /** The response to a preflight request of a portal page, to which {@link #apply} is applied; empty for any other request. */
    public Optional<RestResponse> preflight(Client client) {
        return cors.preflight(client.method, client.origin, client.preflightMethod);
    }

    /** The response as this client gets it. Its body can be written once, unless it is a {@link SharedBody}. */
    public RestResponse apply(RestResponse response, Client client) {
        return Compression.apply(cors.allow(response, client.origin), client.acceptEncoding);
    }

    /**
     * The headers of a request that decide about the form of its response.
     *
     * @param method the method of the request
     * @param origin the header {@code Origin}
     * @param preflightMethod the header {@code Access-Control-Request-Method}
     * @param acceptEncoding the header {@code Accept-Encoding}, several values joined with commas; null if the response must
     *     not be compressed
     */
    public record Client(
            String method,
            @Nullable String origin,
            @Nullable String preflightMethod,
            @Nullable String acceptEncoding) {
        public Client {
            requireNonNull(method, "method is null");
        }
    }
}

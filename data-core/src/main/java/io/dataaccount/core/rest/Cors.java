package io.dataaccount.core.rest;

import io.dataaccount.core.model.bucket.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Permits the portal's pages, and no others, to call from a browser. Callers send their token in a header and not in a
 * cookie, so CORS without credentials suffices. Safe for use by many threads.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">CORS protocol</a>
 */
final class Cors {
    private static final Map<String, String> PREFLIGHT = Map.of(
            "Access-Control-Allow-Methods",
            "GET, HEAD, POST, PUT, DELETE",
            "Access-Control-Allow-Headers",
            "Authorization, Content-Type, X-Request-Id",
            "Access-Control-Max-Age",
            "600");

    private final Set<String> origins;

    /** @param origins the origins of the portal's pages */
    Cors(List<Origin> origins) {
        this.origins = origins.stream().map(Origin::value).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The response to a preflight request of a portal page; empty for any other request. {@link #allow} must be
     * applied to it.
     *
     * @param method the method of the request
     * @param origin the {@code Origin} header, or null
     * @param askedMethod the {@code Access-Control-Request-Method} header, or null
     */
    Optional<RestResponse> preflight(String method, @Nullable String origin, @Nullable String askedMethod) {
        return method.equals("OPTIONS") && askedMethod != null && isPortal(origin)
                ? Optional.of(new RestResponse(204, PREFLIGHT, RestBody.EMPTY))
                : Optional.empty();
    }

    /**
     * Permits a portal page to read the response.
     *
     * @param response the response of the call
     * @param origin the {@code Origin} header, or null
     * @return the same response if the origin is not a portal page
     */
    RestResponse allow(RestResponse response, @Nullable String origin) {
        if (origin == null || !isPortal(origin)) {
            return response;
        }
        return response.with(Map.of(
                        "Access-Control-Allow-Origin",
                        origin,
                        "Access-Control-Expose-Headers",
                        "Allow, Retry-After, X-Request-Id"))
                .varyingBy("Origin");
    }

    private boolean isPortal(@Nullable String origin) {
        return origin != null && origins.contains(origin);
    }
}

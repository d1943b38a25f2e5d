package io.dataaccount.core.rest;

import io.dataaccount.core.model.bucket.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets the portal's pages, and no others, call from a browser. Callers send their token in a header, never a cookie, so
 * browsers need not send credentials of their own. Safe for use by many threads.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">CORS protocol</a>
 */
public final class Cors {
    private static final Map<String, String> PREFLIGHT = Map.of(
            "Access-Control-Allow-Methods",
            "GET, HEAD, POST, PUT, DELETE",
            "Access-Control-Allow-Headers",
            "Authorization, Content-Type, X-Request-Id",
            "Access-Control-Max-Age",
            "600");

    private final Set<String> origins;

    public Cors(List<Origin> origins) {
        this.origins = origins.stream().map(Origin::value).collect(Collectors.toUnmodifiableSet());
    }

    /** The answer to a preflight of a portal's page, to which {@link #allow} is still to be applied. */
    public Optional<RestResponse> preflight(String method, @Nullable String origin, @Nullable String askedMethod) {
        return method.equals("OPTIONS") && askedMethod != null && isPortal(origin)
                ? Optional.of(new RestResponse(204, PREFLIGHT, RestBody.EMPTY))
                : Optional.empty();
    }

    /** Lets a portal's page read the answer. */
    public RestResponse allow(RestResponse response, @Nullable String origin) {
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

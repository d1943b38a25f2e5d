package io.dataaccount.core.rest;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A response for an adapter to write unchanged.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the JSON body, which may be empty
 */
public record RestResponse(int status, Map<String, String> headers, RestBody body) {
    private static final String VARY = "Vary";

    public RestResponse {
        headers = Map.copyOf(requireNonNull(headers, "headers is null"));
        requireNonNull(body, "body is null");
    }

    /** A response with a body of these bytes. */
    public RestResponse(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, RestBody.of(body));
    }

    /** A copy with additional headers, which replace existing ones of the same name. */
    public RestResponse with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new RestResponse(status, all, body);
    }

    /** A copy with another body. */
    RestResponse with(RestBody other) {
        return new RestResponse(status, headers, other);
    }

    /** A copy with this request header added to {@code Vary}. */
    RestResponse varyingBy(String header) {
        String others = headers.get(VARY);
        return with(Map.of(VARY, others == null ? header : others + ", " + header));
    }
}

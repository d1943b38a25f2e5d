package io.dataaccount.core.rest;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;

/** An answer for a door to write as it is: status, headers and the JSON body, which may be empty. */
public record RestResponse(int status, Map<String, String> headers, RestBody body) {
    private static final String VARY = "Vary";

    public RestResponse {
        headers = Map.copyOf(requireNonNull(headers, "headers is null"));
        requireNonNull(body, "body is null");
    }

    public RestResponse(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, RestBody.of(body));
    }

    /** The same with these headers beside its own, or in their place. */
    public RestResponse with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new RestResponse(status, all, body);
    }

    /** The same with another body. */
    RestResponse with(RestBody other) {
        return new RestResponse(status, headers, other);
    }

    /** The same, saying that this header of the request had a part in it. */
    RestResponse varyingBy(String header) {
        String others = headers.get(VARY);
        return with(Map.of(VARY, others == null ? header : others + ", " + header));
    }
}

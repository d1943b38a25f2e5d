package io.dataaccount.core.rest;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** An answer for a door to write as it is: status, headers and the JSON body, which may be empty. */
public record RestResponse(int status, Map<String, String> headers, byte[] body) {
    public RestResponse {
        headers = Map.copyOf(requireNonNull(headers, "headers is null"));
        requireNonNull(body, "body is null");
    }
}

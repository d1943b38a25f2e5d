package io.dataaccount.http;

import io.dataaccount.core.rest.RestResponse;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/** An error that arises before the contract is reached, in the form of the contract's own. */
record DoorProblem(int status, String detail) {
    static final String CONTENT_TYPE = "application/problem+json";

    private static final JacksonJson JSON = new JacksonJson();

    static DoorProblem of(int status, String detail) {
        return new DoorProblem(status, detail);
    }

    /** With the sentence that goes with the status, for errors whose own words may quote the request. */
    static DoorProblem of(int status) {
        return new DoorProblem(
                status,
                switch (status) {
                    case 400 -> "The request is not well-formed HTTP.";
                    case 408 -> "The request did not arrive in time.";
                    case 414 -> "The URL is too long.";
                    case 431 -> "The headers are too large.";
                    case 503 -> "The server is stopping: try again in a moment.";
                    default -> HttpStatus.getMessage(status) + ".";
                });
    }

    byte[] body() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", "about:blank");
        fields.put("title", HttpStatus.getMessage(status));
        fields.put("status", status);
        fields.put("detail", detail);
        fields.put("error", detail);
        return JSON.write(fields);
    }

    /** @param more headers beside those of every problem */
    RestResponse response(Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("Content-Type", CONTENT_TYPE);
        headers.put("Cache-Control", "no-store");
        return new RestResponse(status, headers, body());
    }

    void write(Context ctx) {
        ApiHandler.write(response(Map.of()), ctx);
    }
}

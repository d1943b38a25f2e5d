package io.dataaccount.core.rest;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.user.Caller;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as a door received it.
 *
 * @param method the verb of the request line; no header overrides it
 * @param path as sent, not decoded, from {@code /api/v1} on
 * @param query decoded names and values, values in the order sent
 * @param contentType the header, or null
 * @param body empty for none; a door need not read on past {@link RestApi#MAX_BODY_BYTES} and one more
 * @param requestId the client's own, or null; one of a wrong form is replaced
 * @param caller whom the door has verified, or null
 */
public record RestRequest(
        String method,
        String path,
        Map<String, List<String>> query,
        @Nullable String contentType,
        byte[] body,
        @Nullable String requestId,
        @Nullable Caller caller) {
    public RestRequest {
        requireNonNull(method, "method is null");
        requireNonNull(path, "path is null");
        requireNonNull(query, "query is null");
        requireNonNull(body, "body is null");
    }
}

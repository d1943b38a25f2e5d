package io.dataaccount.core.rest;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.user.Caller;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as an inbound adapter received it.
 *
 * @param method the method of the request line; no header overrides it
 * @param path as sent, not decoded, beginning with {@code /api/v1}
 * @param query decoded names and values, the values in the order in which they were sent
 * @param contentType the {@code Content-Type} header, or null
 * @param body empty if there is none; an adapter may stop reading one byte after {@link RestApi#MAX_BODY_BYTES}
 * @param requestId the client's own request id, or null; an invalid one is replaced
 * @param caller the caller that the adapter has authenticated, or null
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

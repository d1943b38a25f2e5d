package io.dataaccount.core.rest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Receives every completed request, for logs and metrics. Safe for use by many threads. */
public interface RequestObserver {
    /** An observer that does nothing. */
    RequestObserver NONE = completed -> {};

    /** Called once for each request. An exception is logged and does not affect the response. */
    void completed(Completed completed);

    /**
     * A completed request, without its content.
     *
     * @param requestId the request id of the response
     * @param userId the id of the caller, or null if the request was not authenticated
     * @param route the method and path template, such as {@code GET /api/v1/usecases/{usecase_id}}, or null if no
     *     operation matches
     * @param usecaseId the use case id in the path, or null. An invalid one is percent-encoded, so it contains no spaces or
     *     quotes, and is cut after 128 characters
     * @param status the HTTP status
     * @param code the error code, or null
     * @param took the time until the response was ready, or for a streamed response until it was written
     */
    record Completed(
            String requestId,
            @Nullable String userId,
            @Nullable String route,
            @Nullable String usecaseId,
            int status,
            @Nullable String code,
            Duration took) {}
}

package io.dataaccount.core.rest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hears of every request that was answered, for logs and metrics. Safe for use by many threads. */
public interface RequestObserver {
    /** Hears and does nothing. */
    RequestObserver NONE = answered -> {};

    /** Whatever this throws is lost; the answer goes out all the same. */
    void answered(Answered answered);

    /**
     * A request and how it was answered; nothing of what was in it.
     *
     * @param requestId as the answer has it
     * @param userId of the caller, or null if nobody was verified
     * @param route the method and path template, such as {@code GET /api/v1/usecases/{usecase_id}}, or null if there is
     *     none for the request
     * @param usecaseId as the path has it, of whatever form, cut after 128 characters; or null
     * @param status of HTTP
     * @param code of the error, or null
     * @param took until the answer was ready, or written if it is one that is made while it is written
     */
    record Answered(
            String requestId,
            @Nullable String userId,
            @Nullable String route,
            @Nullable String usecaseId,
            int status,
            @Nullable String code,
            Duration took) {}
}

package io.dataaccount.http.server;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.rest.RestRequest;
import io.dataaccount.core.rest.RestResponse;
import java.util.Optional;
import java.util.function.Function;

/**
 * Responds to every call with 503 until {@link #start}, then passes calls to the REST API. The server needs its port
 * before the other parts start, because new buckets allow uploads from pages of the server's own origin. Safe for use
 * by many threads.
 */
public final class StartingApi implements Function<RestRequest, RestResponse>, Readiness {
    static final String STARTING = "The server is starting: try again in a moment.";

    /** The server has not started yet. This is expected, so it is not logged. */
    static final class StartingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private StartingException() {
            super(STARTING);
        }
    }

    private record Target(Function<RestRequest, RestResponse> api, Readiness readiness) {}

    private final Refusals refusals;
    private volatile Target target = new Target(this::starting, () -> {
        throw new StartingException();
    });

    /** @param refusals creates and logs the 503 responses before the start */
    public StartingApi(Refusals refusals) {
        this.refusals = refusals;
    }

    /** Passes all further calls and readiness checks on. */
    public void start(Function<RestRequest, RestResponse> api, Readiness readiness) {
        target = new Target(api, readiness);
    }

    private RestResponse starting(RestRequest request) {
        return refusals.of(new DataException(ErrorCode.UNAVAILABLE, STARTING), request.requestId(), request.caller());
    }

    @Override
    public RestResponse apply(RestRequest request) {
        return target.api().apply(request);
    }

    @Override
    public void check() {
        target.readiness().check();
    }

    @Override
    public Optional<String> waitsFor() {
        return target.readiness().waitsFor();
    }
}

package io.dataaccount.http.server;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.rest.RestRequest;
import io.dataaccount.core.rest.RestResponse;
import java.util.function.Function;

/**
 * Stands in for the contract while what is behind it starts: buckets let pages of this server's own origin upload, so the
 * port must be had before anything else. Until then every call is answered 503.
 */
public final class StartingApi implements Function<RestRequest, RestResponse>, Readiness {
    static final String STARTING = "The server is starting: try again in a moment.";

    /** What is behind is not there yet, as nobody can expect it to be. */
    static final class StartingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private StartingException() {
            super(STARTING);
        }
    }

    private record Backed(Function<RestRequest, RestResponse> api, Readiness readiness) {}

    private final Refusals refusals;
    private volatile Backed backed = new Backed(this::notYet, () -> {
        throw new StartingException();
    });

    public StartingApi(Refusals refusals) {
        this.refusals = refusals;
    }

    public void start(Function<RestRequest, RestResponse> api, Readiness readiness) {
        backed = new Backed(api, readiness);
    }

    private RestResponse notYet(RestRequest request) {
        return refusals.of(new DataException(ErrorCode.UNAVAILABLE, STARTING), request.requestId(), request.caller());
    }

    @Override
    public RestResponse apply(RestRequest request) {
        return backed.api().apply(request);
    }

    @Override
    public void check() {
        backed.readiness().check();
    }
}

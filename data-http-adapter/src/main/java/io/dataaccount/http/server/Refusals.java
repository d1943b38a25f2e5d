package io.dataaccount.http.server;

import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.rest.RequestObserver;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.core.rest.RestResponse;
import io.dataaccount.testkit.embedded.jetty.LimitedConnection;
import io.javalin.http.Context;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** What the server answers before a request is a call of the contract: in the form of the contract's errors, and logged. */
public record Refusals(RequestObserver observer) {
    private static final JacksonCodec JSON = new JacksonCodec();

    /** Those that nobody is told of. */
    static final Refusals UNOBSERVED = new Refusals(RequestObserver.NONE);

    /**
     * The response to a request that is refused.
     *
     * @param requestId the client's own, or null; one of a wrong form is replaced
     * @param caller null if nobody was verified
     */
    RestResponse of(DataException e, @Nullable String requestId, @Nullable Caller caller) {
        return RestApi.refuse(e, requestId, caller, JSON, observer);
    }

    void write(DataException e, Context ctx) {
        ApiHandler.write(of(e, ctx.req().getHeader("X-Request-Id"), null), ctx);
    }

    /** The same for health checks, which come every few seconds: neither the request log nor the metrics have them. */
    static void writeUnlogged(DataException e, Context ctx) {
        ApiHandler.write(RestApi.unlogged(e, ctx.req().getHeader("X-Request-Id"), JSON), ctx);
    }

    /**
     * What Jetty refuses with a status, in our own words, since Jetty's may quote the request. A status that is not here
     * becomes 400 or 500.
     */
    static DataException ofStatus(int status, @Nullable Throwable cause) {
        return switch (status) {
            case HttpStatus.REQUEST_TIMEOUT_408 ->
                new DataException(
                        ErrorCode.REQUEST_TIMEOUT, "The request did not arrive in time: send it faster.", cause);
            case HttpStatus.URI_TOO_LONG_414 ->
                new DataException(
                        ErrorCode.URI_TOO_LONG,
                        "The URL has more than " + JettySettings.HEADER_BYTES + " bytes: send a shorter one.",
                        cause);
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
                new DataException(
                        ErrorCode.HEADERS_TOO_LARGE,
                        "The headers have more than " + JettySettings.HEADER_BYTES + " bytes or "
                                + LimitedConnection.Factory.MAX_FIELDS + " fields: send fewer.",
                        cause);
            case HttpStatus.SERVICE_UNAVAILABLE_503 ->
                new DataException(ErrorCode.UNAVAILABLE, "The server is stopping: try again in a moment.", cause);
            case HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 ->
                new DataException(ErrorCode.HTTP_VERSION_NOT_SUPPORTED, "The server speaks HTTP/1.1: use that.", cause);
            default ->
                status < 500
                        ? new DataException(
                                ErrorCode.MALFORMED_REQUEST,
                                "The request is not well-formed HTTP/1.1: check its line, headers and body.",
                                cause)
                        : new DataException(ErrorCode.INTERNAL, "Jetty failed with status " + status, cause);
        };
    }
}

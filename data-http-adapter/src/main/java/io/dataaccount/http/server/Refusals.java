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

/**
 * Creates the responses to requests that are refused before they reach the REST API, in the form of its errors. Safe
 * for use by many threads.
 *
 * @param observer receives every refused request, for the request log and the metrics
 */
public record Refusals(RequestObserver observer) {
    private static final JacksonCodec JSON = new JacksonCodec();

    /** Creates responses that are neither logged nor counted. */
    static final Refusals UNOBSERVED = new Refusals(RequestObserver.NONE);

    /**
     * Creates the response and passes it to the observer.
     *
     * @param requestId the client's {@code X-Request-Id}, or null; an invalid one is replaced
     * @param caller null if no caller was authenticated
     */
    RestResponse of(DataException e, @Nullable String requestId, @Nullable Caller caller) {
        return RestApi.refuse(e, requestId, caller, JSON, observer);
    }

    /** Creates the response to a request without an authenticated caller, and writes it. */
    void write(DataException e, Context ctx) {
        ApiHandler.write(of(e, ctx.req().getHeader("X-Request-Id"), null), ctx);
    }

    /** Writes the response without logging and counting it: health checks arrive every few seconds. */
    static void writeUnlogged(DataException e, Context ctx) {
        ApiHandler.write(RestApi.unlogged(e, ctx.req().getHeader("X-Request-Id"), JSON), ctx);
    }

    /**
     * The error for a status that Jetty chose. Does not use Jetty's message, because it may quote the request. Any
     * status not listed here becomes 400 or 500.
     */
    static DataException ofStatus(int status, @Nullable Throwable cause) {
        return switch (status) {
            case HttpStatus.REQUEST_TIMEOUT_408 ->
                new DataException(
                        ErrorCode.REQUEST_TIMEOUT, "The request did not arrive in time: send it faster.", cause);
            case HttpStatus.URI_TOO_LONG_414 ->
                new DataException(
                        ErrorCode.URI_TOO_LONG,
                        "The URL has more than " + JettySettings.MAX_HEADER_BYTES + " bytes: send a shorter URL.",
                        cause);
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
                new DataException(
                        ErrorCode.HEADERS_TOO_LARGE,
                        "The headers have more than " + JettySettings.MAX_HEADER_BYTES + " bytes or "
                                + LimitedConnection.Factory.MAX_FIELDS + " fields: send fewer.",
                        cause);
            case HttpStatus.SERVICE_UNAVAILABLE_503 ->
                new DataException(ErrorCode.UNAVAILABLE, "The server is stopping: try again in a moment.", cause);
            case HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 ->
                new DataException(
                        ErrorCode.HTTP_VERSION_NOT_SUPPORTED,
                        "The server supports only HTTP/1.1: send the request with HTTP/1.1.",
                        cause);
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

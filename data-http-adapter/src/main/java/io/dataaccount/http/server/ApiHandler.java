package io.dataaccount.http.server;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.rest.QueryString;
import io.dataaccount.core.rest.ResponseFilter;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.core.rest.RestBody;
import io.dataaccount.core.rest.RestRequest;
import io.dataaccount.core.rest.RestResponse;
import io.dataaccount.core.rest.SharedBody;
import io.dataaccount.http.access.CallerAuthenticator;
import io.dataaccount.http.oidc.InvalidTokenException;
import io.dataaccount.testkit.embedded.jetty.BodyRate;
import io.dataaccount.testkit.embedded.jetty.LimitedConnection;
import io.dataaccount.testkit.embedded.jetty.RequestBody;
import io.dataaccount.testkit.embedded.jetty.SlowBodyException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Authenticates the caller, reads the body, passes the request to the REST API and writes its response. Safe for use by
 * many threads.
 */
final class ApiHandler implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);

    /** Passed to {@code sendError} instead of a status: Jetty then closes the connection. */
    private static final int ABORT = -1;

    private static final String INCOMPLETE_BODY =
            "The body ended early, or its chunks are not well-formed: send the whole body.";
    private static final String TOO_SLOW = "The body arrives too slowly: send it faster, or send less at once.";
    private static final String BUSY =
            "The server has its maximum number of requests in flight: try again in a moment.";

    private final Function<RestRequest, RestResponse> api;
    private final CallerAuthenticator authenticator;
    private final ResponseFilter filter;
    private final Refusals refusals;
    private final Executor workers;
    private final BodyRate bodyRate;

    /**
     * @param refusals creates the responses to requests that do not reach the REST API
     * @param workers runs the calls; if it rejects one, the response is 503
     * @param bodyRate the minimum rate at which a body must arrive
     */
    ApiHandler(
            Function<RestRequest, RestResponse> api,
            CallerAuthenticator authenticator,
            ResponseFilter filter,
            Refusals refusals,
            Executor workers,
            BodyRate bodyRate) {
        this.refusals = refusals;
        this.api = api;
        this.authenticator = authenticator;
        this.filter = filter;
        this.workers = workers;
        this.bodyRate = bodyRate;
    }

    /** Does not block Jetty's thread: the body is collected as it arrives, and a worker runs the call. */
    @Override
    public void handle(Context ctx) {
        HttpServletRequest request = ctx.req();
        Optional<RestResponse> preflight = filter.preflight(client(request));
        if (preflight.isPresent()) {
            respond(preflight.get(), ctx);
        } else if (RestApi.isPublic(request.getMethod(), request.getRequestURI())) {
            respond(applyWithoutBody(request), ctx);
        } else {
            handleAuthenticated(ctx);
        }
    }

    /** Reads no body before the caller is authenticated. */
    private void handleAuthenticated(Context ctx) {
        Caller caller;
        try {
            caller = authenticator.callerOf(ctx.req());
        } catch (DataException e) {
            respond(refusal(e, ctx.req(), null), ctx);
            return;
        }
        LimitedConnection.of(ctx.req()).ifPresent(LimitedConnection::keep);
        ctx.future(() -> body(ctx.req())
                .handle((body, failure) -> failure == null
                        ? call(ctx, body, caller)
                        : CompletableFuture.runAsync(
                                () -> respond(unreadableBody(failure, ctx.req(), caller), ctx), Runnable::run))
                .thenCompose(Function.identity()));
    }

    private CompletableFuture<byte[]> body(HttpServletRequest request) {
        try {
            return RequestBody.read(request, RestApi.MAX_BODY_BYTES + 1, bodyRate);
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Void> call(Context ctx, byte[] body, Caller caller) {
        HttpServletRequest request = ctx.req();
        try {
            return CompletableFuture.runAsync(
                    () -> {
                        request.setAttribute(ResponseBuffers.CALLER, caller.userId());
                        respond(api.apply(restRequest(request, body, caller)), ctx);
                    },
                    workers);
        } catch (RejectedExecutionException e) {
            respond(refusal(new DataException(ErrorCode.UNAVAILABLE, BUSY), request, caller), ctx);
            return CompletableFuture.completedFuture(null);
        }
    }

    private void respond(RestResponse response, Context ctx) {
        write(filter.apply(response, client(ctx.req())), ctx);
    }

    private static ResponseFilter.Client client(HttpServletRequest request) {
        return new ResponseFilter.Client(
                request.getMethod(),
                request.getHeader("Origin"),
                request.getHeader("Access-Control-Request-Method"),
                joined(request.getHeaders("Accept-Encoding")));
    }

    private static @Nullable String joined(Enumeration<String> values) {
        return values.hasMoreElements() ? String.join(",", Collections.list(values)) : null;
    }

    private RestResponse unreadableBody(Throwable failure, HttpServletRequest request, Caller caller) {
        LOG.debug("The body of a request cannot be read", failure);
        boolean slow = failure instanceof SlowBodyException
                || failure instanceof TimeoutException
                || failure.getCause() instanceof TimeoutException;
        DataException problem = slow
                ? new DataException(ErrorCode.REQUEST_TIMEOUT, TOO_SLOW)
                : new DataException(ErrorCode.MALFORMED_REQUEST, INCOMPLETE_BODY);
        return refusal(problem, request, caller).with(Map.of("Connection", "close"));
    }

    private RestResponse refusal(DataException e, HttpServletRequest request, @Nullable Caller caller) {
        RestResponse response = refusals.of(e, request.getHeader("X-Request-Id"), caller);
        if (!(e instanceof InvalidTokenException invalidToken)) {
            return response;
        }
        return response.with(Map.of("WWW-Authenticate", invalidToken.challenge()));
    }

    /** Writes the 404 of the REST API for a path outside it. Needs no authentication. */
    void handleUnknownPath(Context ctx) {
        write(applyWithoutBody(ctx.req()), ctx);
    }

    private RestResponse applyWithoutBody(HttpServletRequest request) {
        return api.apply(restRequest(request, new byte[0], null));
    }

    /**
     * Reads the servlet request, because {@code ctx.method()} lets a header override the method. Reads the header
     * {@code Content-Type}, because {@code getContentType()} throws if the charset is unknown.
     */
    private static RestRequest restRequest(HttpServletRequest request, byte[] body, @Nullable Caller caller) {
        return new RestRequest(
                request.getMethod(),
                request.getRequestURI(),
                QueryString.decode(request.getQueryString()),
                request.getHeader("Content-Type"),
                body,
                request.getHeader("X-Request-Id"),
                caller);
    }

    static void write(RestResponse response, Context ctx) {
        ctx.status(response.status());
        response.headers().forEach(ctx::header);
        try {
            writeBody(response.body(), ctx);
        } catch (IOException e) {
            LOG.debug("The client closed the connection", e);
        } catch (RuntimeException | Error e) { // the REST API has logged it
            abort(response, ctx);
        }
    }

    /** Writes the whole body. {@link ResponseBuffers} does not copy a shared body. */
    static void writeBody(RestBody body, Context ctx) throws IOException {
        if (body instanceof SharedBody) {
            ctx.req().setAttribute(ResponseBuffers.SHARED_BODY, body);
            ctx.res().setContentLength(body.length()); // so that Jetty does not buffer the body first
        }
        body.writeTo(ctx.res().getOutputStream());
    }

    /**
     * Replaces the response by a 500 if nothing of it has been sent. Otherwise closes the connection, so that the
     * client notices that the response is incomplete.
     */
    private static void abort(RestResponse response, Context ctx) {
        HttpServletResponse partial = ctx.res();
        if (partial.isCommitted()) {
            try {
                partial.sendError(ABORT);
            } catch (IOException e) {
                LOG.debug("The client closed the connection", e);
            }
            return;
        }
        partial.reset();
        SecurityHeaders.ALL.forEach(ctx::header);
        DataException internal = new DataException(ErrorCode.INTERNAL, "the response could not be created");
        write(Refusals.UNOBSERVED.of(internal, response.headers().get("X-Request-Id"), null), ctx);
    }
}

package io.dataaccount.http.server;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.rest.Compression;
import io.dataaccount.core.rest.Cors;
import io.dataaccount.core.rest.QueryString;
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

/** Hands requests to the contract as they came, and its answers back as they are. */
final class ApiHandler implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);

    /** Instead of a status: Jetty then drops the connection. */
    private static final int ABORT = -1;

    private static final String BROKEN_OFF = "The body ended early or is not in well-formed chunks: send it whole.";
    private static final String TOO_SLOW = "The body arrives too slowly: send it faster, or less at once.";
    private static final String BUSY = "The server has as many requests under way as it takes: try again in a moment.";

    private final Function<RestRequest, RestResponse> api;
    private final CallerAuthenticator authenticator;
    private final Cors cors;
    private final Refusals refusals;
    private final Executor workers;
    private final BodyRate bodyRate;

    /**
     * @param refusals of the requests that are refused before the contract sees them
     * @param workers for the calls; where it rejects one, the call is answered 503
     */
    ApiHandler(
            Function<RestRequest, RestResponse> api,
            CallerAuthenticator authenticator,
            Cors cors,
            Refusals refusals,
            Executor workers,
            BodyRate bodyRate) {
        this.refusals = refusals;
        this.api = api;
        this.authenticator = authenticator;
        this.cors = cors;
        this.workers = workers;
        this.bodyRate = bodyRate;
    }

    /** The thread of Jetty's that calls this waits for nothing: bodies are collected as they come, and calls have workers. */
    @Override
    public void handle(Context ctx) {
        HttpServletRequest request = ctx.req();
        Optional<RestResponse> preflight = cors.preflight(
                request.getMethod(), request.getHeader("Origin"), request.getHeader("Access-Control-Request-Method"));
        if (preflight.isPresent()) {
            answer(preflight.get(), ctx);
        } else if (RestApi.isPublic(request.getMethod(), request.getRequestURI())) {
            answer(unread(request), ctx);
        } else {
            answerCaller(ctx);
        }
    }

    /** Nothing of a body is read for somebody unknown. */
    private void answerCaller(Context ctx) {
        Caller caller;
        try {
            caller = authenticator.callerOf(ctx.req());
        } catch (DataException e) {
            answer(refusal(e, ctx.req(), null), ctx);
            return;
        }
        LimitedConnection.of(ctx.req()).ifPresent(LimitedConnection::keep);
        ctx.future(() -> body(ctx.req())
                .handle((body, failure) -> failure == null
                        ? call(ctx, body, caller)
                        : CompletableFuture.runAsync(
                                () -> answer(unreadable(failure, ctx.req(), caller), ctx), Runnable::run))
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
                        answer(api.apply(restRequest(request, body, caller)), ctx);
                    },
                    workers);
        } catch (RejectedExecutionException e) {
            answer(refusal(new DataException(ErrorCode.UNAVAILABLE, BUSY), request, caller), ctx);
            return CompletableFuture.completedFuture(null);
        }
    }

    private void answer(RestResponse response, Context ctx) {
        HttpServletRequest request = ctx.req();
        RestResponse allowed = cors.allow(response, request.getHeader("Origin"));
        write(Compression.apply(allowed, list(request.getHeaders("Accept-Encoding"))), ctx);
    }

    private static @Nullable String list(Enumeration<String> values) {
        return values.hasMoreElements() ? String.join(",", Collections.list(values)) : null;
    }

    private RestResponse unreadable(Throwable failure, HttpServletRequest request, Caller caller) {
        LOG.debug("unreadable body", failure);
        boolean slow = failure instanceof SlowBodyException
                || failure instanceof TimeoutException
                || failure.getCause() instanceof TimeoutException;
        DataException told = slow
                ? new DataException(ErrorCode.REQUEST_TIMEOUT, TOO_SLOW)
                : new DataException(ErrorCode.MALFORMED_REQUEST, BROKEN_OFF);
        return refusal(told, request, caller).with(Map.of("Connection", "close"));
    }

    private RestResponse refusal(DataException e, HttpServletRequest request, @Nullable Caller caller) {
        RestResponse response = refusals.of(e, request.getHeader("X-Request-Id"), caller);
        if (!(e instanceof InvalidTokenException refused)) {
            return response;
        }
        return response.with(Map.of("WWW-Authenticate", refused.challenge()));
    }

    /** Lets the contract say that there is nothing at a path which is not the contract's, whoever asks. */
    void handleElsewhere(Context ctx) {
        write(unread(ctx.req()), ctx);
    }

    private RestResponse unread(HttpServletRequest request) {
        return api.apply(restRequest(request, new byte[0], null));
    }

    /**
     * {@code ctx.method()} would let a header override the verb, so the servlet's own request is read; and its
     * {@code getContentType()} throws where the charset is unknown.
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
            LOG.debug("the client is gone", e);
        } catch (RuntimeException | Error e) { // of which the contract has told
            breakOff(response, ctx);
        }
    }

    /** Writes all of the body, of which {@link ResponseBuffers} makes no copy if it is shared. */
    static void writeBody(RestBody body, Context ctx) throws IOException {
        if (body instanceof SharedBody) {
            ctx.req().setAttribute(ResponseBuffers.SHARED_BODY, body);
            ctx.res().setContentLength(body.length()); // so that Jetty does not collect it in a buffer first
        }
        body.writeTo(ctx.res().getOutputStream());
    }

    /** Takes back what Jetty has not sent yet, and otherwise breaks the connection: nobody must take a part for the whole. */
    private static void breakOff(RestResponse response, Context ctx) {
        HttpServletResponse begun = ctx.res();
        if (begun.isCommitted()) {
            try {
                begun.sendError(ABORT);
            } catch (IOException e) {
                LOG.debug("the client is gone", e);
            }
            return;
        }
        begun.reset();
        SecurityHeaders.ALL.forEach(ctx::header);
        DataException internal = new DataException(ErrorCode.INTERNAL, "the answer could not be made");
        write(Refusals.UNOBSERVED.of(internal, response.headers().get("X-Request-Id"), null), ctx);
    }
}

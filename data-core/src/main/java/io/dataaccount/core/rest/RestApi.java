package io.dataaccount.core.rest;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.SafeText;
import io.dataaccount.core.json.JsonCodec;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.service.DataAccountService;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The REST contract: routes a request to its application service and converts the result or error to a response. Every
 * inbound adapter passes its requests to one of these and adds nothing to the contract. Safe for use by many threads.
 */
public final class RestApi {
    /** The beginning of every path of the contract. */
    public static final String BASE_PATH = "/api/v1";

    /** The maximum size of a request body, in bytes. */
    public static final int MAX_BODY_BYTES = 1 << 20;

    private static final Logger LOG = System.getLogger(RestApi.class.getName());

    private final Router router;
    private final JsonCodec json;
    private final RequestObserver observer;

    /** Bodies that are the same in every response, by route. */
    private final Map<String, SharedBody> constants = new ConcurrentHashMap<>();

    /**
     * @param service the application services
     * @param json reads and writes JSON
     */
    public RestApi(DataAccountService service, JsonCodec json) {
        this(service, json, RequestObserver.NONE);
    }

    /**
     * @param service the application services
     * @param json reads and writes JSON
     * @param observer receives every completed request
     */
    public RestApi(DataAccountService service, JsonCodec json, RequestObserver observer) {
        this.router = new Router(Operations.of(service));
        this.json = requireNonNull(json, "json is null");
        this.observer = requireNonNull(observer, "observer is null");
    }

    /** The method and path template of every operation, such as {@code GET /api/v1/usecases/{usecase_id}}. */
    public List<String> routes() {
        return router.operations().stream().map(Operation::route).toList();
    }

    /**
     * Whether the operation needs no authentication. Its body is ignored, so the adapter need not read it.
     *
     * @param method the HTTP method
     * @param path the path as in {@link RestRequest}
     */
    public static boolean isPublic(String method, String path) {
        return path.equals(OpenApiJson.PATH) && (method.equals("GET") || method.equals("HEAD"));
    }

    /**
     * Whether an operation may have the path, judged by its first segment after {@link #BASE_PATH}. No such path
     * contains another one, so an adapter whose paths have a prefix can find the contract's path behind it.
     *
     * @param path the path as in {@link RestRequest}
     */
    public static boolean mayBeRouted(String path) {
        return Operations.mayHave(path);
    }

    /**
     * Handles the request. Every exception becomes a problem response. A streamed body may still throw while the
     * adapter writes it.
     */
    public RestResponse handle(RestRequest request) {
        String requestId = RequestId.of(request.requestId());
        RequestContext context = new RequestContext(requestId, request.caller());
        RestResponse response = respond(request, context);
        if (request.method().equals("HEAD")) {
            response = response.with(RestBody.EMPTY);
        }
        if (!(response.body() instanceof StreamedBody)) {
            context.notify(observer, response.status());
        }
        return response;
    }

    /**
     * The response to a request that an adapter refuses itself, in the form of every other error. The observer receives
     * it; an error of the server is logged.
     *
     * @param e the error
     * @param requestId the client's own request id, or null; an invalid one is replaced
     */
    public RestResponse refuse(DataException e, @Nullable String requestId) {
        return refuse(e, requestId, null, json, observer);
    }

    /**
     * The same without an instance, for adapters that have none yet.
     *
     * @param e the error
     * @param requestId the client's own request id, or null; an invalid one is replaced
     * @param caller the authenticated caller, or null
     * @param json writes the response
     * @param observer receives the request
     */
    public static RestResponse refuse(
            DataException e,
            @Nullable String requestId,
            @Nullable Caller caller,
            JsonCodec json,
            RequestObserver observer) {
        RequestContext context = new RequestContext(RequestId.of(requestId), caller);
        RestResponse response = problem(e, context, json);
        context.notify(observer, response.status());
        return response;
    }

    /**
     * The response to a request that an adapter refuses, without logging or observing it.
     *
     * @param e the error
     * @param requestId the client's own request id, or null; an invalid one is replaced
     * @param json writes the response
     */
    public static RestResponse unlogged(DataException e, @Nullable String requestId, JsonCodec json) {
        return problem(e, RequestId.of(requestId), json);
    }

    private RestResponse respond(RestRequest request, RequestContext context) {
        try {
            Router.Match match = router.route(request.method(), request.path());
            context.routed(match);
            Operation<?, ?> operation = match.operation();
            Caller caller = operation.open() ? null : caller(request).withRequestId(context.requestId());
            Operation.Outcome outcome = operation.run(new RequestReader(request, match.variables(), json), caller);
            RestBody body = body(operation, outcome, context);
            return response(outcome.status(), "application/json", Map.of(), body, context.requestId());
        } catch (DataException e) {
            return problem(e, context, json);
        } catch (RuntimeException | StackOverflowError e) {
            return problem(unexpected(e), context, json);
        }
    }

    private RestBody body(Operation<?, ?> operation, Operation.Outcome outcome, RequestContext context) {
        if (operation.constant()) {
            return constants.computeIfAbsent(operation.route(), any -> new SharedBody(json.write(outcome.body())));
        }
        return operation.streamed() ? new StreamedBody(outcome, context) : RestBody.of(json.write(outcome.body()));
    }

    private static Caller caller(RestRequest request) {
        if (request.caller() == null) {
            throw new DataException(
                    ErrorCode.UNAUTHENTICATED, "The request has no authenticated caller: sign in and send the token.");
        }
        return request.caller();
    }

    private static DataException unexpected(Throwable e) {
        return new DataException(ErrorCode.INTERNAL, "unexpected", e);
    }

    private static RestResponse problem(DataException e, RequestContext context, JsonCodec json) {
        note(e, context);
        DataException reported = e;
        if (e.code() == ErrorCode.INTERNAL) {
            reported = new DataException(
                    ErrorCode.INTERNAL,
                    "The server failed with an internal error: send the request_id to its operator.");
        }
        return problem(reported, context.requestId(), json);
    }

    private static RestResponse problem(DataException e, String requestId, JsonCodec json) {
        Problem problem = Problem.of(e, requestId);
        RestBody body = RestBody.of(json.write(problem.body()));
        return response(problem.status(), Problem.CONTENT_TYPE, problem.headers(), body, requestId);
    }

    private static void note(DataException e, RequestContext context) {
        context.failed(e.code());
        if (e.code() == ErrorCode.INTERNAL) {
            LOG.log(
                    Level.ERROR,
                    "request " + context.requestId() + " failed: " + SafeText.line(e.detail()),
                    SafeText.throwable(e));
        } else if (ProblemTypes.status(e.code()) >= 500) {
            LOG.log(
                    Level.WARNING,
                    "request " + context.requestId() + " failed with " + e.code() + ": " + SafeText.line(e.detail())
                            + cause(e));
        }
    }

    /**
     * The operator's note or the class of the cause. The message of the cause is left out, because it may contain a
     * secret.
     */
    private static String cause(DataException e) {
        return e.operatorNote()
                .or(() -> Optional.ofNullable(e.getCause())
                        .map(cause -> cause.getClass().getName()))
                .map(note -> " Cause: " + SafeText.line(note) + ".")
                .orElse("");
    }

    private static RestResponse response(
            int status, String contentType, Map<String, String> more, RestBody body, String requestId) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("Content-Type", contentType);
        headers.put("X-Request-Id", requestId);
        headers.put("Cache-Control", "no-store"); // responses contain signed URLs
        return new RestResponse(status, headers, body);
    }

    /**
     * A long response. If writing fails, its status has already been sent: this logs the failure, and the adapter must
     * break the connection.
     */
    private final class StreamedBody implements RestBody {
        private final Operation.Outcome outcome;
        private final RequestContext context;

        StreamedBody(Operation.Outcome outcome, RequestContext context) {
            this.outcome = outcome;
            this.context = context;
        }

        @Override
        public int length() {
            return UNKNOWN;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try {
                json.write(outcome.body(), out);
            } catch (RuntimeException | Error e) {
                note(unexpected(e), context);
                throw e;
            } finally {
                context.notify(observer, outcome.status());
            }
        }
    }
}

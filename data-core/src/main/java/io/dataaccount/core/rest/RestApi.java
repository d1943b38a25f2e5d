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
 * The REST contract: routes a request to its use case and turns what comes of it into an answer. Every door hands its
 * requests to one of these and adds nothing to it. Safe for use by many threads.
 */
public final class RestApi {
    /** What every path of the contract begins with. */
    public static final String BASE_PATH = "/api/v1";

    /** The largest body that a call may have, in bytes. */
    public static final int MAX_BODY_BYTES = 1 << 20;

    private static final Logger LOG = System.getLogger(RestApi.class.getName());

    private final Router router;
    private final JsonCodec json;
    private final RequestObserver observer;

    /** Bodies that are the same in every response, by route. */
    private final Map<String, SharedBody> constants = new ConcurrentHashMap<>();

    public RestApi(DataAccountService service, JsonCodec json) {
        this(service, json, RequestObserver.NONE);
    }

    /** @param observer hears of every request */
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
     * Whether the request is answered to everybody, so that a door need not ask who the caller is. Its body is not
     * looked at, and so need not be read.
     *
     * @param path as {@link RestRequest} has it
     */
    public static boolean isPublic(String method, String path) {
        return path.equals(OpenApiJson.PATH) && (method.equals("GET") || method.equals("HEAD"));
    }

    /**
     * Answers the request. Whatever goes wrong is in the answer and nothing is thrown, but by the body of a long
     * answer, which is made while the door writes it.
     */
    public RestResponse handle(RestRequest request) {
        String requestId = RequestId.of(request.requestId());
        RequestContext context = new RequestContext(requestId, request.caller());
        RestResponse response = answer(request, context);
        if (request.method().equals("HEAD")) {
            response = response.with(RestBody.EMPTY);
        }
        if (!(response.body() instanceof StreamedBody)) {
            context.tell(observer, response.status());
        }
        return response;
    }

    /**
     * Answers a request that a door refuses by itself, in the form that every error has.
     *
     * @param requestId the client's own, or null; one of a wrong form is replaced
     */
    public RestResponse refuse(DataException e, @Nullable String requestId) {
        return refuse(e, requestId, null, json, observer);
    }

    /**
     * The same where no contract is at hand yet, or none is asked.
     *
     * @param caller null if nobody was verified
     */
    public static RestResponse refuse(
            DataException e,
            @Nullable String requestId,
            @Nullable Caller caller,
            JsonCodec json,
            RequestObserver observer) {
        RequestContext context = new RequestContext(RequestId.of(requestId), caller);
        RestResponse response = problem(e, context, json);
        context.tell(observer, response.status());
        return response;
    }

    /** An error in the form that every error has, of which no log and no observer is told. */
    public static RestResponse unlogged(DataException e, @Nullable String requestId, JsonCodec json) {
        return problem(e, RequestId.of(requestId), json);
    }

    private RestResponse answer(RestRequest request, RequestContext context) {
        try {
            Router.Match match = router.route(request.method(), request.path());
            context.routed(match);
            Operation<?, ?> operation = match.operation();
            Caller caller = operation.open() ? null : caller(request).withRequestId(context.requestId());
            Operation.Outcome outcome = operation.answer(new RequestReader(request, match.variables(), json), caller);
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
                    ErrorCode.UNAUTHENTICATED, "The request names no caller: sign in and send the token along.");
        }
        return request.caller();
    }

    private static DataException unexpected(Throwable e) {
        return new DataException(ErrorCode.INTERNAL, "unexpected", e);
    }

    private static RestResponse problem(DataException e, RequestContext context, JsonCodec json) {
        note(e, context);
        DataException told = e;
        if (e.code() == ErrorCode.INTERNAL) {
            told = new DataException(
                    ErrorCode.INTERNAL,
                    "The server could not do this, and that is its own fault: tell its operator the request_id.");
        }
        return problem(told, context.requestId(), json);
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

    /** Without the cause's message, which may hold what no log is to have. */
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
        headers.put("Cache-Control", "no-store"); // answers hold signed URLs
        return new RestResponse(status, headers, body);
    }

    /** A long answer. Where it breaks off, its status has been sent: the log says so, and the door must. */
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
                context.tell(observer, outcome.status());
            }
        }
    }
}

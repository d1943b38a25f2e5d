package io.dataaccount.http;

import io.dataaccount.core.rest.QueryText;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.core.rest.RestRequest;
import io.dataaccount.core.rest.RestResponse;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands requests to the contract as they came, and its answers back as they are. */
final class ApiHandler implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);

    private final Function<RestRequest, RestResponse> api;
    private final CallerSource callers;

    ApiHandler(Function<RestRequest, RestResponse> api, CallerSource callers) {
        this.api = api;
        this.callers = callers;
    }

    @Override
    public void handle(Context ctx) {
        byte[] body;
        try {
            body = ctx.req().getInputStream().readNBytes(RestApi.MAX_BODY_BYTES + 1);
        } catch (IOException | HttpException.RuntimeException | HttpException.IllegalArgumentException e) {
            LOG.debug("unreadable body", e);
            DoorProblem.of(400, "The body ended early or is not in well-formed chunks.")
                    .write(ctx);
            ctx.header("Connection", "close");
            return;
        }
        write(api.apply(request(ctx.req(), body)), ctx);
    }

    /** {@code ctx.method()} would let a header override the verb, so the servlet's own request is read. */
    private RestRequest request(HttpServletRequest request, byte[] body) {
        return new RestRequest(
                request.getMethod(),
                request.getRequestURI(),
                QueryText.decode(request.getQueryString()),
                request.getContentType(),
                body,
                request.getHeader("X-Request-Id"),
                callers.callerOf(request));
    }

    private static void write(RestResponse response, Context ctx) {
        ctx.status(response.status());
        response.headers().forEach(ctx::header);
        ctx.result(response.body());
    }
}

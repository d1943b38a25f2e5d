package io.dataaccount.http.server;

import io.dataaccount.core.rest.RestResponse;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Writes the errors of Jetty itself as problem responses, instead of Jetty's HTML pages with a stack trace. */
final class JettyErrors extends ErrorHandler {
    private final Refusals refusals;

    JettyErrors(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public boolean errorPageForMethod(@Nullable String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        RestResponse problem =
                refusals.of(Refusals.ofStatus(code, cause), request.getHeaders().get("X-Request-Id"), null);
        response.setStatus(problem.status());
        SecurityHeaders.ALL.forEach((name, value) -> response.getHeaders().put(name, value));
        problem.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.write(true, ByteBuffer.wrap(problem.body().toBytes()), callback);
    }
}

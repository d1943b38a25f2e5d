package io.dataaccount.testkit.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Gives S3's form to what Jetty refuses before any servlet sees it, such as a path that climbs too high. */
final class JettyErrors extends ErrorHandler {
    @Override
    public boolean errorPageForMethod(String method) {
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
        AwsFailure failure = code >= 500
                ? new AwsFailure(code, "InternalError", "We encountered an internal error. Please try again.")
                : new AwsFailure(code, "InvalidRequest", message == null ? "Bad Request" : message);
        String id = UniqueId.random();
        byte[] body =
                S3Errors.document(failure, request.getHttpURI().getPath(), id).getBytes(UTF_8);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
        response.getHeaders().put(S3Errors.REQUEST_ID, id);
        Runnable answer = () -> response.write(true, ByteBuffer.wrap(body), callback);
        if (request.getHeaders().contains(HttpHeader.EXPECT)) {
            answer.run();
        } else {
            // as Answers.drain, without a servlet's streams
            Content.Source.consumeAll(request, Callback.from(answer, unread -> answer.run()));
        }
    }
}

package io.dataaccount.testkit.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.testkit.embedded.http.AwsErrorException;
import io.dataaccount.testkit.embedded.http.UniqueId;
import io.dataaccount.testkit.embedded.s3.EmbeddedS3Errors;
import io.dataaccount.testkit.embedded.sts.EmbeddedStsErrors;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Writes errors that occur before a request reaches a servlet, such as a path that leaves the root, in the format of S3
 * or STS.
 */
final class EmbeddedErrorHandler extends ErrorHandler {
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
        AwsErrorException failure = code >= 500
                ? new AwsErrorException(code, "InternalError", "We encountered an internal error. Please try again.")
                : new AwsErrorException(code, "InvalidRequest", message == null ? "Bad Request" : message);
        write(failure, request, response, callback);
    }

    /** Writes the error in the format of the service whose port received the request. */
    static void write(AwsErrorException failure, Request request, Response response, Callback callback) {
        boolean sts = EmbeddedHttpServer.STS.equals(
                request.getConnectionMetaData().getConnector().getName());
        String id = UniqueId.random();
        String document = sts
                ? EmbeddedStsErrors.document(failure, id)
                : EmbeddedS3Errors.document(failure, request.getHttpURI().getPath(), id);
        byte[] body = document.getBytes(UTF_8);
        response.setStatus(failure.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, sts ? "text/xml" : "application/xml");
        response.getHeaders().put(sts ? EmbeddedStsErrors.REQUEST_ID : EmbeddedS3Errors.REQUEST_ID, id);
        Runnable writeResponse = () -> response.write(true, ByteBuffer.wrap(body), callback);
        if (request.getHeaders().contains(HttpHeader.EXPECT)) {
            writeResponse.run();
        } else {
            // as EmbeddedResponses.afterBody, without the streams of a servlet
            Content.Source.consumeAll(request, Callback.from(writeResponse, unread -> writeResponse.run()));
        }
    }
}

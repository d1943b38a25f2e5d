package io.dataaccount.testkit.embedded.s3;

import io.dataaccount.testkit.embedded.http.AwsErrorException;
import io.dataaccount.testkit.embedded.http.EmbeddedResponses;
import io.dataaccount.testkit.embedded.http.XmlText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes errors in the XML format of S3. */
public final class EmbeddedS3Errors {
    /** The header with the request id. */
    public static final String REQUEST_ID = "x-amz-request-id";

    private EmbeddedS3Errors() {}

    /** Writes the error, possibly later. The caller must not use the request and the response any more. */
    static void write(AwsErrorException failure, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        EmbeddedResponses.afterBody(http, response, () -> respond(failure, http, response));
    }

    private static void respond(AwsErrorException failure, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        failure.headers().forEach(response::setHeader);
        if (http.getMethod().equals("HEAD") || failure.status() == 304) {
            response.setStatus(failure.status());
            return;
        }
        String id = response.getHeader(REQUEST_ID);
        EmbeddedResponses.body(
                response,
                failure.status(),
                "application/xml",
                document(failure, http.getRequestURI(), id == null ? "" : id));
    }

    /**
     * The XML document of an error.
     *
     * @param resource the path of the request
     */
    public static String document(AwsErrorException failure, String resource, String requestId) {
        XmlText text = new XmlText().open("Error").leaf("Code", failure.code()).leaf("Message", failure.errorMessage());
        failure.elements().forEach(text::leaf);
        return text.leaf("Resource", resource)
                .leaf("RequestId", requestId)
                .close("Error")
                .toString();
    }
}

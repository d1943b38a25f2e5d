package io.dataaccount.testkit.embedded.s3;

import io.dataaccount.testkit.embedded.http.AwsErrorException;
import io.dataaccount.testkit.embedded.http.EmbeddedResponses;
import io.dataaccount.testkit.embedded.http.XmlText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Errors in S3's own XML. */
public final class EmbeddedS3Errors {
    public static final String REQUEST_ID = "x-amz-request-id";

    private EmbeddedS3Errors() {}

    /** Answers, perhaps later: nothing else may be done with the request. */
    static void write(AwsErrorException failure, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        EmbeddedResponses.afterBody(http, response, () -> answer(failure, http, response));
    }

    private static void answer(AwsErrorException failure, HttpServletRequest http, HttpServletResponse response)
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

    public static String document(AwsErrorException failure, String resource, String requestId) {
        XmlText text = new XmlText().open("Error").leaf("Code", failure.code()).leaf("Message", failure.sentence());
        failure.elements().forEach(text::leaf);
        return text.leaf("Resource", resource)
                .leaf("RequestId", requestId)
                .close("Error")
                .toString();
    }
}

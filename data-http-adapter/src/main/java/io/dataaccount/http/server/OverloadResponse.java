package io.dataaccount.http.server;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.rest.RestResponse;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;

/** The 503 response that replaces a response for which no memory is left. */
final class OverloadResponse {
    private static final String DETAIL = "The server's memory for unread responses is full: try again in a moment.";

    /** They describe the replaced body. */
    private static final List<HttpHeader> BODY_HEADERS =
            List.of(HttpHeader.CONTENT_LENGTH, HttpHeader.CONTENT_ENCODING, HttpHeader.ETAG, HttpHeader.LAST_MODIFIED);

    private OverloadResponse() {}

    /**
     * Sets the status and the headers. Headers that do not describe the body stay, such as those of CORS.
     *
     * @param response nothing of it has been sent
     * @return the body to send
     */
    static byte[] replace(Response response) {
        HttpFields.Mutable headers = response.getHeaders();
        DataException shortage = new DataException(ErrorCode.UNAVAILABLE, DETAIL);
        RestResponse problem = Refusals.UNOBSERVED.of(shortage, headers.get("X-Request-Id"), null);
        response.setStatus(problem.status());
        BODY_HEADERS.forEach(headers::remove);
        problem.headers().forEach(headers::put);
        SecurityHeaders.ALL.forEach(headers::put); // replaces the content security policy of the web page
        return problem.body().toBytes();
    }
}

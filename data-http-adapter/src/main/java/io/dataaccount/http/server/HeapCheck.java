package io.dataaccount.http.server;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.rest.RestResponse;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;

/** The 503 that takes the place of a response for which there is no memory. */
final class HeapCheck {
    private static final String DETAIL =
            "The server keeps too many responses for clients that do not read them: try again in a moment.";

    /** They describe the body that is not sent. */
    private static final List<HttpHeader> BODY_HEADERS =
            List.of(HttpHeader.CONTENT_LENGTH, HttpHeader.CONTENT_ENCODING, HttpHeader.ETAG, HttpHeader.LAST_MODIFIED);

    private HeapCheck() {}

    /**
     * Sets the status and the headers of a response of which nothing has been sent, and leaves those that are not about its
     * body, such as those of CORS.
     *
     * @return the body to send
     */
    static byte[] replace(Response response) {
        HttpFields.Mutable headers = response.getHeaders();
        DataException shortage = new DataException(ErrorCode.UNAVAILABLE, DETAIL);
        RestResponse problem = Refusals.UNOBSERVED.of(shortage, headers.get("X-Request-Id"), null);
        response.setStatus(problem.status());
        BODY_HEADERS.forEach(headers::remove);
        problem.headers().forEach(headers::put);
        SecurityHeaders.ALL.forEach(headers::put); // the page has a policy of its own
        return problem.body().toBytes();
    }
}

package io.dataaccount.testkit.embedded.s3;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.eclipse.jetty.ee10.servlet.ServletContextResponse;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * The response that S3Proxy writes to. It sends the content type of an object unchanged, which Jetty would rewrite. It
 * writes keys in documents as S3 does. It ignores the request id of S3Proxy, because the response already has one.
 */
final class StoreResponse extends HttpServletResponseWrapper {
    private final Response jetty;

    StoreResponse(HttpServletResponse response) {
        super(response);
        // below the servlet layer, which rewrites content types
        this.jetty = ServletContextResponse.getServletContextResponse(response).getWrapped();
    }

    /** Only XML documents are written as text. */
    @Override
    public PrintWriter getWriter() throws IOException {
        return new PrintWriter(new CharacterReferences(super.getWriter()));
    }

    @Override
    public void setContentType(@Nullable String type) {
        jetty.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (name.equalsIgnoreCase("content-type")) {
            setContentType(value);
        } else if (!name.equalsIgnoreCase(EmbeddedS3Errors.REQUEST_ID)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (name.equalsIgnoreCase("content-type")) {
            setContentType(value);
        } else if (!name.equalsIgnoreCase(EmbeddedS3Errors.REQUEST_ID)) {
            super.addHeader(name, value);
        }
    }
}

package io.dataaccount.testkit.embedded.s3;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.eclipse.jetty.ee10.servlet.ServletContextResponse;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * What S3Proxy writes its answer to. The content type of an object goes out to the letter, where Jetty would
 * write it in its own way; and the request has its id already, so that a second one is dropped.
 */
final class StoreResponse extends HttpServletResponseWrapper {
    private final Response jetty;

    StoreResponse(HttpServletResponse response) {
        super(response);
        // below the servlet layer, which is the one that rewrites
        this.jetty = ServletContextResponse.getServletContextResponse(response).getWrapped();
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

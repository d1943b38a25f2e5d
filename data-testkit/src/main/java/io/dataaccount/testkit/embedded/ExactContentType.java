package io.dataaccount.testkit.embedded;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.eclipse.jetty.ee10.servlet.ServletContextResponse;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** Answers with the content type of the object to the letter, where Jetty would write it in its own way. */
final class ExactContentType extends HttpServletResponseWrapper {
    private final Response jetty;

    ExactContentType(HttpServletResponse response) {
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
        } else {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (name.equalsIgnoreCase("content-type")) {
            setContentType(value);
        } else {
            super.addHeader(name, value);
        }
    }
}

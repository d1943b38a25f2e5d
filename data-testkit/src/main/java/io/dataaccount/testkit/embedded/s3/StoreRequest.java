package io.dataaccount.testkit.embedded.s3;

import io.dataaccount.testkit.embedded.http.RawQuery;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request that S3Proxy reads. Its parameters are those of the query only. The servlet API also reads the body for
 * parameters if the content type is that of a form, but to S3 the content type of a body is only metadata.
 */
final class StoreRequest extends HttpServletRequestWrapper {
    private final RawQuery query;

    StoreRequest(HttpServletRequest request, RawQuery query) {
        super(request);
        this.query = query;
    }

    /** The header as sent. Jetty fails if the header names a character set that Java does not have. */
    @Override
    public @Nullable String getContentType() {
        return getHeader("Content-Type");
    }

    @Override
    public @Nullable String getParameter(String name) {
        return query.first(name).orElse(null);
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return query.has(name) ? query.all(name).toArray(String[]::new) : null;
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(query.names());
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        Map<String, String[]> parameters = new LinkedHashMap<>();
        query.names().forEach(name -> parameters.put(name, query.all(name).toArray(String[]::new)));
        return Collections.unmodifiableMap(parameters);
    }
}

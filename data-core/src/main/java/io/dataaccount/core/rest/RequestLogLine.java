package io.dataaccount.core.rest;

import io.dataaccount.core.Internal;
import io.dataaccount.core.rest.RequestObserver.Completed;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The log line of a completed request. All inbound adapters use these names, and operators query them: a change of a
 * name breaks their queries.
 */
@Internal
public final class RequestLogLine {
    /** The name of the logger. */
    public static final String LOGGER = "io.dataaccount.access";

    /** The message of every line. */
    public static final String MESSAGE = "request completed";

    private RequestLogLine() {}

    /** The fields by name, in the order of the line. A field without a value is left out. */
    public static Map<String, Object> fields(Completed completed) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, "request_id", completed.requestId());
        put(fields, "caller", completed.userId());
        put(fields, "usecase_id", completed.usecaseId());
        put(fields, "operation", completed.route());
        put(fields, "status", completed.status());
        put(fields, "code", completed.code());
        put(fields, "duration_ms", completed.took().toMillis());
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}

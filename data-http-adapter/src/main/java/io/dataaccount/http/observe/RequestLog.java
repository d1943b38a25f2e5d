package io.dataaccount.http.observe;

import io.dataaccount.core.rest.RequestObserver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs one line per request, as key-value pairs. The JSON log keeps them as pairs. A pair without a value is left
 * out. Safe for use by many threads.
 */
public final class RequestLog implements RequestObserver {
    private static final Logger LOG = LoggerFactory.getLogger("io.dataaccount.http.access");

    @Override
    public void completed(Completed completed) {
        LoggingEventBuilder line = LOG.atInfo();
        line = add(line, "request_id", completed.requestId());
        line = add(line, "caller", completed.userId());
        line = add(line, "usecase_id", completed.usecaseId());
        line = add(line, "operation", completed.route());
        line = add(line, "status", completed.status());
        line = add(line, "code", completed.code());
        line = add(line, "ms", completed.took().toMillis());
        line.log("request completed");
    }

    private static LoggingEventBuilder add(LoggingEventBuilder line, String name, @Nullable Object value) {
        return value == null ? line : line.addKeyValue(name, value);
    }
}

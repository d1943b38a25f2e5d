package io.dataaccount.lambda;

import io.dataaccount.core.rest.RequestLogLine;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** The log line of a request, with its fields by name. */
final class RequestRecord extends LogRecord {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> fields;

    RequestRecord(Map<String, Object> fields) {
        super(Level.INFO, RequestLogLine.MESSAGE);
        setLoggerName(RequestLogLine.LOGGER);
        this.fields = fields;
    }

    Map<String, Object> fields() {
        return fields;
    }
}

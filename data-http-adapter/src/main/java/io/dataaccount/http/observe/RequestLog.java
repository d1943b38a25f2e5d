package io.dataaccount.http.observe;

import io.dataaccount.core.rest.RequestLogLine;
import io.dataaccount.core.rest.RequestObserver;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Logs one line per request, as key-value pairs. The JSON log writes them as fields. Safe for use by many threads. */
public final class RequestLog implements RequestObserver {
    private static final Logger LOG = LoggerFactory.getLogger(RequestLogLine.LOGGER);

    @Override
    public void completed(Completed completed) {
        LoggingEventBuilder line = LOG.atInfo();
        for (Map.Entry<String, Object> field : RequestLogLine.fields(completed).entrySet()) {
            line = line.addKeyValue(field.getKey(), field.getValue());
        }
        line.log(RequestLogLine.MESSAGE);
    }
}

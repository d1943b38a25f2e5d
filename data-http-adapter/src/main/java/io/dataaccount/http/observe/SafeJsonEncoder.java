package io.dataaccount.http.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.dataaccount.core.error.SafeText;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashCommonFieldNames;
import net.logstash.logback.fieldnames.LogstashFieldNames;

/**
 * The encoder of the JSON log. Each event is a flat object on one line. It has the time in UTC, level, logger, thread,
 * message and stack trace, and then the key-value pairs of the event; numbers are JSON numbers. Escapes the same
 * characters as the text log. A JSON parser reads the same event as without the escapes.
 */
public final class SafeJsonEncoder extends LogstashEncoder {
    /** Sets the names of the fields. The function on Lambda uses the same names. */
    public SafeJsonEncoder() {
        LogstashFieldNames names = new LogstashFieldNames();
        names.setTimestamp("timestamp");
        names.setLogger("logger");
        names.setThread("thread");
        names.setStackTrace("exception");
        names.setVersion(LogstashCommonFieldNames.IGNORE_FIELD_INDICATOR);
        names.setLevelValue(LogstashCommonFieldNames.IGNORE_FIELD_INDICATOR);
        setFieldNames(names);
        setIncludeContext(false); // properties of Logback's configuration
        setIncludeMdc(false);
        setTimeZone("UTC");
        setTimestampPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX");
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        String line = new String(super.encode(event), UTF_8).stripTrailing(); // the line feed is not part of the JSON
        return (SafeText.json(line) + "\n").getBytes(UTF_8);
    }
}

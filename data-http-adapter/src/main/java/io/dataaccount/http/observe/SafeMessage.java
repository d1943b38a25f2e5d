package io.dataaccount.http.observe;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.dataaccount.core.error.SafeText;

/**
 * {@code %msg} of the text log, for every logger. Escapes line breaks, so that a message cannot look like another
 * line, and quotes, so that it cannot look like a key-value pair.
 */
public final class SafeMessage extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return SafeText.line(String.valueOf(event.getFormattedMessage()));
    }
}

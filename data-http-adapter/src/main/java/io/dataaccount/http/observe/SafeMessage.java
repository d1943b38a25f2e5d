package io.dataaccount.http.observe;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.dataaccount.core.error.SafeText;

/** {@code %msg} of the text log, whoever logs, on one line and without quotes that could begin a value. */
public final class SafeMessage extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return SafeText.line(String.valueOf(event.getFormattedMessage()));
    }
}

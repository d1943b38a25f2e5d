package io.dataaccount.http.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.dataaccount.core.error.SafeText;

/** The JSON log, each event on one line and with the escapes of the text log. A reader of JSON gets the same event. */
public final class SafeJsonEncoder extends JsonEncoder {
    @Override
    public byte[] encode(ILoggingEvent event) {
        String line =
                new String(super.encode(event), UTF_8).stripTrailing(); // the end of the line is no part of the JSON
        return (SafeText.json(line) + "\n").getBytes(UTF_8);
    }
}

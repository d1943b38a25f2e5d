package io.dataaccount.http.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.dataaccount.core.error.SafeText;

/**
 * The encoder of the JSON log. Writes each event on one line and escapes the same characters as the text log. A JSON
 * parser reads the same event as without the escapes.
 */
public final class SafeJsonEncoder extends JsonEncoder {
    @Override
    public byte[] encode(ILoggingEvent event) {
        String line = new String(super.encode(event), UTF_8).stripTrailing(); // the line feed is not part of the JSON
        return (SafeText.json(line) + "\n").getBytes(UTF_8);
    }
}

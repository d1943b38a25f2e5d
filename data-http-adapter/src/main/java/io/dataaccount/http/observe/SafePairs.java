package io.dataaccount.http.observe;

import static java.util.stream.Collectors.joining;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.dataaccount.core.error.SafeText;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/** {@code %kvp} of the text log, as {@code key="value"}. Escapes quotes, so that a value cannot end early. */
public final class SafePairs extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        return pairs == null
                ? ""
                : pairs.stream()
                        .map(pair -> " " + SafeText.line(pair.key) + "=" + SafeText.quoted(String.valueOf(pair.value)))
                        .collect(joining());
    }
}

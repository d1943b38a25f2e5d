package io.dataaccount.http.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dataaccount.core.error.SafeText;
import io.dataaccount.core.rest.RequestLogLine;
import io.dataaccount.core.rest.RequestObserver.Completed;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

/** The JSON log with its real configuration and with text of hostile callers. */
class JsonLogTest {
    private static final DateTimeFormatter UTC_MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final LoggerContext CONTEXT = new LoggerContext();

    @BeforeAll
    static void configure() throws JoranException {
        CONTEXT.setMDCAdapter(new LogbackMDCAdapter());
        CONTEXT.putProperty("DATA_ACCOUNT_LOG_FORMAT", "json");
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(CONTEXT);
        configurator.doConfigure(Objects.requireNonNull(RequestLog.class.getResource("/logback.xml")));
    }

    @AfterAll
    static void stop() {
        CONTEXT.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain, größe 😀",
                "a\nb\rc\td",
                "\u0000\u001b[2J",
                "\u007f\u0085\u009b",
                "\u061c\u200e\u200f\u202a\u202e\u2066\u2069\ufeff",
                "\u2028\u2029",
                "\udb40\udc01",
                "\\\u202e\\u202e\"",
                "\"}\n{\"level\":\"ERROR\"}"
            })
    void hostileText_isOneLineOfPrintableCharacters_andReadsBack(String text) throws IOException {
        Logger logger = CONTEXT.getLogger(RequestLogLine.LOGGER);
        Exception thrown = new IllegalStateException(text);
        LoggingEvent event = new LoggingEvent("here", logger, Level.INFO, "m" + text, thrown, null);
        event.addKeyValuePair(new KeyValuePair("caller", text));

        String line = new String(encode(event), UTF_8);
        assertThat(line).endsWith("\n");
        String json = line.substring(0, line.length() - 1);
        assertThat(json.codePoints().filter(SafeText::isEscaped)).as(json).isEmpty();
        JsonNode read = new JsonMapper().readTree(json);
        assertThat(read.path("message").asText()).isEqualTo("m" + text);
        assertThat(read.path("caller").asText()).isEqualTo(text);
        assertThat(read.path("exception").asText()).startsWith("java.lang.IllegalStateException: " + text);
    }

    @Test
    void line_isFlat_withFixedNamesAndNumbers() throws IOException {
        Logger logger = CONTEXT.getLogger(RequestLogLine.LOGGER);
        LoggingEvent event = new LoggingEvent("here", logger, Level.INFO, RequestLogLine.MESSAGE, null, null);
        RequestLogLine.fields(new Completed(
                        "id", "ana", "GET /api/v1/usecases", "team", 404, "not_found", Duration.ofMillis(1234)))
                .forEach((name, value) -> event.addKeyValuePair(new KeyValuePair(name, value)));
        JsonNode read = new JsonMapper().readTree(encode(event));
        List<String> names = new ArrayList<>();
        read.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "timestamp",
                        "level",
                        "logger",
                        "thread",
                        "message",
                        "request_id",
                        "caller",
                        "usecase_id",
                        "operation",
                        "status",
                        "code",
                        "duration_ms");
        assertThat(read.get("timestamp").asText()).isEqualTo(UTC_MILLIS.format(event.getInstant()));
        assertThat(read.get("level").asText()).isEqualTo("INFO");
        assertThat(read.get("logger").asText()).isEqualTo("io.dataaccount.access");
        assertThat(read.get("message").asText()).isEqualTo("request completed");
        assertThat(read.get("status").isInt()).isTrue();
        assertThat(read.get("duration_ms").isIntegralNumber()).isTrue();
        assertThat(read.get("duration_ms").asLong()).isEqualTo(1234);
    }

    private static byte[] encode(ILoggingEvent event) {
        ConsoleAppender<ILoggingEvent> json = (ConsoleAppender<ILoggingEvent>)
                CONTEXT.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("json");
        return json.getEncoder().encode(event);
    }
}

package io.dataaccount.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dataaccount.aws.config.LogConfig;
import io.dataaccount.core.rest.RequestLogLine;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class FunctionLogTest {
    private static final String HOSTILE = "x\u001b[2J\nSEVERE forged status=\"200\"\u202e\u0085\u2028";
    private static final String SAFE = "x\\u001b[2J\\u000aSEVERE forged status=\\u0022200\\u0022\\u202e\\u0085\\u2028";

    @Test
    void hostileMessage_staysInItsLine() {
        assertThat(FunctionLog.ofText().format(record(HOSTILE))).isEqualTo("WARN io.dataaccount.x " + SAFE + "\n");
    }

    @Test
    void hostileException_cannotLookLikeALine() {
        LogRecord failed = record("failed");
        failed.setThrown(new IllegalStateException(HOSTILE, new RuntimeException(HOSTILE)));
        assertThat(FunctionLog.ofText().format(failed))
                .startsWith("WARN io.dataaccount.x failed\njava.lang.IllegalStateException: " + SAFE + "\n")
                .contains("Caused by: java.lang.RuntimeException: " + SAFE + "\n")
                .doesNotContain("\nSEVERE");
    }

    @Test
    void hostileText_inJson_isOneLineThatReadsBack() throws IOException {
        LogRecord failed = record(HOSTILE);
        failed.setThrown(new IllegalStateException(HOSTILE));
        String line = FunctionLog.ofJson().format(failed);
        assertThat(line).endsWith("\n").doesNotContain("\u001b", "\u202e", "\u0085", "\u2028");
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
        JsonNode read = new JsonMapper().readTree(line);
        assertThat(read.get("message").asText()).isEqualTo(HOSTILE);
        assertThat(read.get("exception").asText()).startsWith("java.lang.IllegalStateException: " + HOSTILE);
        assertThat(read.get("timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
        assertThat(read.get("level").asText()).isEqualTo("WARN");
        assertThat(read.get("logger").asText()).isEqualTo("io.dataaccount.x");
    }

    @Test
    void fieldsOfARequest_inText_areQuoted() {
        assertThat(FunctionLog.ofText().format(new RequestRecord(Map.of("caller", "x\" status=\"200"))))
                .isEqualTo("INFO io.dataaccount.access request completed caller=\"x\\\" status=\\\"200\"\n");
    }

    @ParameterizedTest
    @CsvSource({
        "OFF,false,false,false",
        "Error,true,false,false",
        "warn,true,false,false",
        "info,true,true,false",
        "debug,true,true,true"
    })
    void level_isThatOfTheEnvironment(String level, boolean errors, boolean requests, boolean details) {
        FunctionLog.install(LogConfig.of(Map.of(LogConfig.LEVEL, level), LogConfig.JSON));
        Logger access = Logger.getLogger(RequestLogLine.LOGGER);
        assertThat(access.isLoggable(Level.SEVERE)).isEqualTo(errors);
        assertThat(access.isLoggable(Level.INFO)).isEqualTo(requests);
        assertThat(LoggerFactory.getLogger("io.dataaccount.x").isDebugEnabled()).isEqualTo(details);
        FunctionLog.install(LogConfig.of(Map.of(), LogConfig.JSON));
    }

    @Test
    void everyLine_oursAndTheSdks_isFormattedSo() {
        FunctionLog.install(LogConfig.of(Map.of(), LogConfig.JSON));
        assertThat(Arrays.stream(Logger.getLogger("").getHandlers()).filter(ConsoleHandler.class::isInstance))
                .isNotEmpty()
                .extracting(Handler::getFormatter)
                .allMatch(FunctionLog.class::isInstance);
        assertThat(LoggerFactory.getILoggerFactory().getClass().getName()).contains("JDK14");
        assertThat(LoggerFactory.getLogger("software.amazon.awssdk").isInfoEnabled())
                .isFalse();
        assertThat(LoggerFactory.getLogger("software.amazon.awssdk").isWarnEnabled())
                .isTrue();
        assertThat(System.getLogger("io.dataaccount.lambda.SnapStart").isLoggable(System.Logger.Level.INFO))
                .isTrue();
    }

    private static LogRecord record(String message) {
        LogRecord line = new LogRecord(Level.WARNING, message);
        line.setLoggerName("io.dataaccount.x");
        return line;
    }
}

package io.dataaccount.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FunctionLogTest {
    private static final String HOSTILE = "x\u001b[2J\nSEVERE forged status=\"200\"\u202e\u0085\u2028";
    private static final String SAFE = "x\\u001b[2J\\u000aSEVERE forged status=\\u0022200\\u0022\\u202e\\u0085\\u2028";

    @Test
    void hostileMessage_staysInItsLine() {
        assertThat(new FunctionLog().format(record(HOSTILE))).isEqualTo("WARNING io.dataaccount.x " + SAFE + "\n");
    }

    @Test
    void hostileException_cannotLookLikeALine() {
        LogRecord failed = record("failed");
        failed.setThrown(new IllegalStateException(HOSTILE, new RuntimeException(HOSTILE)));
        assertThat(new FunctionLog().format(failed))
                .startsWith("WARNING io.dataaccount.x failed\njava.lang.IllegalStateException: " + SAFE + "\n")
                .contains("Caused by: java.lang.RuntimeException: " + SAFE + "\n")
                .doesNotContain("\nSEVERE");
    }

    @Test
    void everyLine_oursAndTheSdks_isFormattedSo() {
        FunctionLog.install();
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

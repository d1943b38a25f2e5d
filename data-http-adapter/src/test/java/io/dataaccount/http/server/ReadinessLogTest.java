package io.dataaccount.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ReadinessLogTest {
    private static final String FAILED = "The readiness check failed";
    private static final String AGAIN = "The readiness check succeeds again";

    private final Logger logger = (Logger) LoggerFactory.getLogger(ReadinessLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // a monotonic clock may overflow
    private final ReadinessLog log = new ReadinessLog(nanos::get);

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void detach() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    private List<String> messages() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** Every check has exceptions of its own, with ids of their own requests among the suppressed ones. */
    private static NotReadyException missing(String part) {
        NotReadyException failure = new NotReadyException(List.of(part));
        failure.addSuppressed(new IllegalStateException("request " + System.identityHashCode(failure)));
        return failure;
    }

    @Test
    void sameFailure_isLoggedOnce_withItsCause() {
        for (int i = 0; i < 100; i++) {
            log.failed(missing("the table of roles"));
        }
        assertThat(messages()).containsExactly(FAILED);
        assertThat(lines.list.get(0).getThrowableProxy().getMessage()).contains("the table of roles");
    }

    @Test
    void sameFailure_isLoggedAgain_afterFiveMinutes() {
        log.failed(missing("the table of roles"));
        nanos.addAndGet(ReadinessLog.LOGGED_EVERY.toNanos() - 1);
        log.failed(missing("the table of roles"));
        assertThat(messages()).hasSize(1);
        nanos.addAndGet(1);
        log.failed(missing("the table of roles"));
        assertThat(messages()).hasSize(2);
    }

    @Test
    void otherFailure_isLogged() {
        log.failed(missing("the table of roles"));
        log.failed(missing("the table of use cases"));
        log.failed(new IllegalStateException("closed"));
        assertThat(messages()).containsExactly(FAILED, FAILED, FAILED);
    }

    @Test
    void success_isLoggedAfterAFailure_andTheNextFailureIsLogged() {
        log.succeeded();
        log.failed(missing("the table of roles"));
        log.succeeded();
        log.succeeded();
        log.failed(missing("the table of roles"));
        assertThat(messages()).containsExactly(FAILED, AGAIN, FAILED);
    }
}

package io.dataaccount.http.server;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs failures of the readiness check: once, again if they change or after {@link #LOGGED_EVERY}, and when the check
 * succeeds again. A load balancer requests a check every few seconds, so that a line for each would hide all others.
 * For one thread at a time.
 */
final class ReadinessLog {
    static final Duration LOGGED_EVERY = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(ReadinessLog.class);

    private final LongSupplier nanos;
    private @Nullable String failure;
    private long loggedAt;

    /** @param nanos a monotonic clock, such as {@link System#nanoTime} */
    ReadinessLog(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void failed(Throwable cause) {
        String what = cause.toString();
        long now = nanos.getAsLong();
        if (!what.equals(failure) || now - loggedAt >= LOGGED_EVERY.toNanos()) {
            LOG.warn("The readiness check failed", cause);
            failure = what;
            loggedAt = now;
        }
    }

    void succeeded() {
        if (failure != null) {
            LOG.info("The readiness check succeeds again");
            failure = null;
        }
    }
}

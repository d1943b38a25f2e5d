package io.dataaccount.http.oidc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** Clocks that stand still until a test moves them. */
public final class TestClock extends Clock {
    private volatile Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // may overflow at any moment

    public void pass(Duration time) {
        now = now.plus(time);
        nanos.addAndGet(time.toNanos());
    }

    /** Sets the wall clock, as the operator of a machine does. The monotonic clock does not change. */
    public void setBack(Duration time) {
        now = now.minus(time);
    }

    /** A monotonic clock like {@link System#nanoTime}: nobody can set it. */
    public long nanos() {
        return nanos.get();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}

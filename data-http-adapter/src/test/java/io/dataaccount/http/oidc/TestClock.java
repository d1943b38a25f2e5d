package io.dataaccount.http.oidc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** Stands still until told otherwise. */
public final class TestClock extends Clock {
    private volatile Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // which may overflow at any moment

    public void pass(Duration time) {
        now = now.plus(time);
        nanos.addAndGet(time.toNanos());
    }

    /** As somebody does who sets the clock of a machine: no time passes. */
    public void setBack(Duration time) {
        now = now.minus(time);
    }

    /** As {@link System#nanoTime} is: it cannot be set. */
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

package io.dataaccount.aws.dynamodb;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that is a minute later each time. Begins so late that the writes before are old. */
final class FastClock extends Clock {
    private final AtomicLong minutes = new AtomicLong(60_000_000);

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(60 * minutes.incrementAndGet());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}

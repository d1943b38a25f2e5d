package io.dataaccount.core.port;

import java.time.Duration;
import java.time.Instant;

/** A token bucket: so many at once, and after that one each time the interval has passed. For one thread at a time. */
final class Allowance {
    private final Duration whole;
    private final Duration interval;
    private Instant fullAt = Instant.MIN;

    /** @param atOnce 1 or more */
    Allowance(int atOnce, Duration interval) {
        this.whole = interval.multipliedBy(atOnce);
        this.interval = interval;
    }

    /** How long it takes until one can be taken; zero if one can be taken now. */
    Duration waitAt(Instant now) {
        Duration wait = Duration.between(now, later(now).plus(interval)).minus(whole);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    void take(Instant now) {
        fullAt = later(now).plus(interval);
    }

    /** Undoes one {@link #take}. */
    void giveBack() {
        if (!fullAt.equals(Instant.MIN)) {
            fullAt = fullAt.minus(interval);
        }
    }

    private Instant later(Instant now) {
        return fullAt.isAfter(now) ? fullAt : now;
    }
}

package io.dataaccount.core.policy;

import java.time.Duration;
import java.time.Instant;

/**
 * A token bucket: so many at once, and after that one each time the interval has passed. If the clock is found to have been
 * set back, one can be taken at once and the rest counts as taken. For one thread at a time.
 */
final class TokenBucket {
    private final Duration whole;
    private final Duration interval;
    private Instant fullAt = Instant.MIN;

    /** @param atOnce 1 or more */
    TokenBucket(int atOnce, Duration interval) {
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

    /** What is further ahead than a used-up allowance takes to be full was noted before the clock was set back. */
    private Instant later(Instant now) {
        if (fullAt.isAfter(now.plus(whole))) {
            fullAt = now.plus(whole).minus(interval);
        }
        return fullAt.isAfter(now) ? fullAt : now;
    }
}

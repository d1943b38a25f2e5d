package io.dataaccount.core.policy;

import java.time.Duration;
import java.time.Instant;

/**
 * A token bucket: a number of tokens at once, and one more after each interval. If the clock was set back, one token is
 * available at once and all others count as taken. For one thread at a time.
 */
final class TokenBucket {
    private final Duration whole;
    private final Duration interval;
    private Instant fullAt = Instant.MIN;

    /**
     * @param atOnce the number of tokens at once, 1 or more
     * @param interval the time until one more token is available
     */
    TokenBucket(int atOnce, Duration interval) {
        this.whole = interval.multipliedBy(atOnce);
        this.interval = interval;
    }

    /** The time until a token is available; zero if one is available now. */
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

    /**
     * The time when the bucket is full, but not before now. If it is further ahead than an empty bucket needs, it was
     * recorded before the clock was set back and is corrected.
     */
    private Instant later(Instant now) {
        if (fullAt.isAfter(now.plus(whole))) {
            fullAt = now.plus(whole).minus(interval);
        }
        return fullAt.isAfter(now) ? fullAt : now;
    }
}

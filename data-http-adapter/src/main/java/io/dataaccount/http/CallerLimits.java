package io.dataaccount.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dataaccount.core.error.TooManyRequests;
import io.dataaccount.core.model.Caller;
import io.dataaccount.core.model.UserId;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * How often one caller may ask: so many requests a second, and four seconds' worth of them at once. Counted in this process
 * alone. Safe for use by many threads.
 */
final class CallerLimits {
    private static final int BURST_SECONDS = 4;
    private static final int MOST_CALLERS = 100_000;

    private final Cache<UserId, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(MOST_CALLERS).build();
    private final int perSecond;
    private final TimeMeter time;

    /** @param perSecond 1 or more */
    CallerLimits(int perSecond, TimeMeter time) {
        this.perSecond = perSecond;
        this.time = time;
    }

    /** @throws TooManyRequests which says how long to wait */
    void admit(Caller caller) {
        ConsumptionProbe probe = buckets.get(caller.userId(), any -> full()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooManyRequests(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity((long) perSecond * BURST_SECONDS).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }
}

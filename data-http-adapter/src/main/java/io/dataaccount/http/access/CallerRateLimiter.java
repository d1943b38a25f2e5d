package io.dataaccount.http.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dataaccount.core.error.TooManyRequestsException;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.UserId;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Limits the requests per second of each caller. A caller may send a burst of four seconds' worth of requests at once.
 * Counts in this process only. Safe for use by many threads.
 */
public final class CallerRateLimiter {
    private static final int BURST_SECONDS = 4;
    private static final int MAX_CALLERS = 100_000;

    private final Cache<UserId, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(MAX_CALLERS).build();
    private final int perSecond;
    private final TimeMeter time;

    /**
     * @param perSecond requests per second, 1 or more
     * @param nanos a monotonic clock, such as {@link System#nanoTime}. If the clock were set back, callers would wait
     *     until it has caught up
     */
    public CallerRateLimiter(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.time = new Nanos(nanos);
    }

    /**
     * Counts a request.
     *
     * @throws TooManyRequestsException if the limit is reached; it says how long to wait
     */
    void admit(Caller caller) {
        ConsumptionProbe probe = buckets.get(caller.userId(), any -> full()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooManyRequestsException(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity((long) perSecond * BURST_SECONDS).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    private record Nanos(LongSupplier nanos) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanos.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}

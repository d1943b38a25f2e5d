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
 * How often one caller may ask: so many requests a second, and four seconds' worth of them at once. Counted in this process
 * alone. Safe for use by many threads.
 */
public final class CallerRateLimiter {
    private static final int BURST_SECONDS = 4;
    private static final int MAX_CALLERS = 100_000;

    private final Cache<UserId, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(MAX_CALLERS).build();
    private final int perSecond;
    private final TimeMeter time;

    /**
     * @param perSecond 1 or more
     * @param nanos a clock that goes forward, such as that of {@link System#nanoTime}: what is set back would make callers
     *     wait until it is where it was
     */
    public CallerRateLimiter(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.time = new Nanos(nanos);
    }

    /** @throws TooManyRequestsException which says how long to wait */
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

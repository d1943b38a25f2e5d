package io.dataaccount.aws.sts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that are kept: {@link #MAX_SESSIONS} in all, and of these at most {@link #MAX_OF_CALLER} of one caller and
 * {@link #MAX_OF_USECASE} of one use case, so that the sessions of one do not displace those of others. A caller or
 * a use case that has more loses its own oldest. Sessions that nobody used for a session's life are dropped. Safe for use by many threads.
 *
 * @param <K> what tells sessions apart
 */
final class SessionCache<K> {
    static final int MAX_SESSIONS = 10_000;
    static final int MAX_OF_CALLER = 500;
    static final int MAX_OF_USECASE = 5_000;

    private record Entry(RoleSession session, String caller, String usecase) {}

    private final Cache<K, Entry> entries;
    private final SessionShares<K> callers = new SessionShares<>(MAX_OF_CALLER);
    private final SessionShares<K> usecases = new SessionShares<>(MAX_OF_USECASE);

    SessionCache(Clock clock, Duration sessionLife) {
        this.entries = Caffeine.newBuilder()
                .maximumSize(MAX_SESSIONS)
                .ticker(() -> nanos(clock.instant()))
                .expireAfterAccess(sessionLife)
                .executor(Runnable::run) // the shares are right as soon as an entry is gone
                .<K, Entry>removalListener((key, entry, cause) -> removed(key, entry))
                .build();
    }

    /**
     * The session of the key, a new one if there is none.
     *
     * @param caller whose share it counts for
     * @param usecase whose share it counts for, if it is new
     */
    RoleSession get(K key, String caller, String usecase, Supplier<RoleSession> fresh) {
        Entry known = entries.getIfPresent(key);
        if (known != null) {
            return known.session();
        }
        Entry entry = entries.get(key, any -> new Entry(fresh.get(), caller, usecase));
        List<K> pushedOut = new ArrayList<>(2);
        // only while it is there, which it may not be any more: a share that is added later stays for ever
        entries.asMap().computeIfPresent(key, (any, present) -> {
            callers.add(present.caller(), key).ifPresent(pushedOut::add);
            usecases.add(present.usecase(), key).ifPresent(pushedOut::add);
            return present;
        });
        pushedOut.forEach(entries::invalidate);
        return entry.session();
    }

    /** Looks at all sessions that are kept. */
    void forEach(BiConsumer<K, RoleSession> look) {
        entries.asMap().forEach((key, entry) -> look.accept(key, entry.session()));
    }

    /** How many sessions count for the share of a caller. */
    int counted() {
        entries.cleanUp();
        return callers.size();
    }

    private void removed(@Nullable K key, @Nullable Entry entry) {
        if (key != null && entry != null) {
            callers.remove(entry.caller(), key);
            usecases.remove(entry.usecase(), key);
        }
    }

    private static long nanos(Instant moment) {
        return TimeUnit.SECONDS.toNanos(moment.getEpochSecond()) + moment.getNano();
    }
}

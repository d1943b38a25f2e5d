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
 * Caches sessions: {@link #MAX_SESSIONS} in all, at most {@link #MAX_OF_CALLER} for one caller and at most {@link
 * #MAX_OF_USECASE} for one use case, so that one of them cannot displace the sessions of the others. Above its limit, a
 * caller or a use case loses its own oldest session. Sessions that were not used for the duration of a session are
 * removed. Safe for use by many threads.
 *
 * @param <K> the key, which contains everything that distinguishes sessions
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
                .executor(Runnable::run) // updates the shares in the thread that removes an entry
                .<K, Entry>removalListener((key, entry, cause) -> removed(key, entry))
                .build();
    }

    /**
     * The session of the key. If there is none, adds a new one.
     *
     * @param caller the owner of the share that a new session counts towards
     * @param usecase the use case that a new session counts towards
     * @param fresh creates a session
     */
    RoleSession get(K key, String caller, String usecase, Supplier<RoleSession> fresh) {
        Entry known = entries.getIfPresent(key);
        if (known != null) {
            return known.session();
        }
        Entry entry = entries.get(key, any -> new Entry(fresh.get(), caller, usecase));
        List<K> pushedOut = new ArrayList<>(2);
        // the entry may have been removed already; a share added after that would never be removed
        entries.asMap().computeIfPresent(key, (any, present) -> {
            callers.add(present.caller(), key).ifPresent(pushedOut::add);
            usecases.add(present.usecase(), key).ifPresent(pushedOut::add);
            return present;
        });
        pushedOut.forEach(entries::invalidate);
        return entry.session();
    }

    /** Calls the consumer for all sessions in the cache. */
    void forEach(BiConsumer<K, RoleSession> consumer) {
        entries.asMap().forEach((key, entry) -> consumer.accept(key, entry.session()));
    }

    /** The number of sessions that count towards the share of a caller; for tests. */
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

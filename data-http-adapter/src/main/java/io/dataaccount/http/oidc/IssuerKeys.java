package io.dataaccount.http.oidc;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Caches the issuer's keys. One background thread fetches them: shortly before they are old, and when a token names an
 * unknown key. It fetches at most {@link #MAX_FETCHES} times within {@link #INTERVAL}.
 *
 * <p>A token with a known key waits for a fetch only if the keys are old and the last fetch succeeded. At most
 * {@link #MAX_WAITING} tokens wait at the same time, so tokens with made-up key ids cannot block all threads of a server.
 * Safe for use by many threads.
 */
final class IssuerKeys implements JWKSource<SecurityContext>, AutoCloseable {
    /** How long keys are fresh. A key that the issuer withdraws is accepted for that long. */
    static final Duration FRESH = Duration.ofMinutes(5);

    /** How long before the end of {@link #FRESH} the background thread fetches the keys again. */
    static final Duration AHEAD = Duration.ofMinutes(1);

    /** How long the last keys are accepted while fetches fail. */
    static final Duration MAX_AGE = Duration.ofHours(4);

    /** The time within which at most {@link #MAX_FETCHES} fetches start. */
    static final Duration INTERVAL = Duration.ofSeconds(10);

    static final int MAX_FETCHES = 2;
    static final int MAX_WAITING = 8;

    /** The current time for the source, which ignores it because it caches nothing. */
    private static final long NO_TIME = 0;

    private record FetchedKeys(JWKSet keys, long fetchedAt) {
        boolean isYoungerThan(Duration age, long now) {
            return now - fetchedAt < age.toNanos();
        }
    }

    private final JWKSetSource<SecurityContext> issuer;
    private final Duration maxWait;
    private final LongSupplier nanos;
    private final ExecutorService background = Executors.newSingleThreadExecutor(IssuerKeys::daemon);
    private final Semaphore waitPermits = new Semaphore(MAX_WAITING);
    private final Object lock = new Object(); // guards every field below
    private @Nullable FetchedKeys cached;
    private @Nullable CompletableFuture<FetchedKeys> fetchInFlight;
    private long intervalStart;
    private int fetches;
    private boolean lastFetchFailed;
    private @Nullable Throwable lastFailure;

    /**
     * @param issuer fetches the keys; this closes it
     * @param maxWait how long a token waits for keys
     * @param nanos a monotonic clock, such as {@link System#nanoTime}. If the clock were set back, withdrawn keys
     *     would be accepted longer and new keys would be refused longer
     */
    IssuerKeys(JWKSetSource<SecurityContext> issuer, Duration maxWait, LongSupplier nanos) {
        this.issuer = issuer;
        this.maxWait = maxWait;
        this.nanos = nanos;
        this.intervalStart = nanos.getAsLong();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "issuer-keys");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * The keys that match a token. Fetches the keys once more if none matches.
     *
     * @return empty if the issuer has no such key, or if no further fetch is allowed now
     * @throws KeySourceException if there are no keys at all, or too many tokens wait for them
     */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        List<JWK> found = selector.select(known());
        if (!found.isEmpty()) {
            return found;
        }
        CompletableFuture<FetchedKeys> fetch = fetch();
        FetchedKeys newer = fetch == null ? null : await(fetch);
        return newer == null ? List.of() : selector.select(newer.keys());
    }

    /**
     * The cached keys, or fetched ones if the cached keys are old.
     *
     * @throws KeySourceException if there are no keys, or too many tokens wait for them
     */
    JWKSet known() throws KeySourceException {
        long now = nanos.getAsLong();
        FetchedKeys last;
        boolean lastSucceeded;
        synchronized (lock) {
            last = cached != null && cached.isYoungerThan(MAX_AGE, now) ? cached : null;
            lastSucceeded = !lastFetchFailed;
        }
        if (last != null && last.isYoungerThan(FRESH.minus(AHEAD), now)) {
            return last.keys();
        }
        CompletableFuture<FetchedKeys> fetch = fetch();
        if (last != null && (last.isYoungerThan(FRESH, now) || !lastSucceeded || fetch == null)) {
            return last.keys();
        }
        FetchedKeys newer = fetch == null ? null : last == null ? await(fetch) : awaitIfPermitted(fetch);
        if (newer == null && last == null) {
            throw new KeySourceException("no keys of the issuer are available", lastFailure());
        }
        return newer == null ? requireNonNull(last).keys() : newer.keys();
    }

    /** The fetch in flight, or a new one; null if {@link #MAX_FETCHES} have started in this interval. */
    private @Nullable CompletableFuture<FetchedKeys> fetch() {
        CompletableFuture<FetchedKeys> started;
        synchronized (lock) {
            if (fetchInFlight != null) {
                return fetchInFlight;
            }
            long now = nanos.getAsLong();
            if (fetches == 0 || now - intervalStart >= INTERVAL.toNanos()) {
                intervalStart = now;
                fetches = 0;
            }
            if (fetches == MAX_FETCHES) {
                return null;
            }
            fetches++;
            started = new CompletableFuture<>();
            fetchInFlight = started;
        }
        try {
            background.execute(() -> run(started));
        } catch (RejectedExecutionException e) {
            end(started, null, e); // closed
        }
        return started;
    }

    private void run(CompletableFuture<FetchedKeys> started) {
        try {
            JWKSet keys = issuer.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), NO_TIME, null);
            end(started, new FetchedKeys(keys, nanos.getAsLong()), null);
        } catch (KeySourceException | RuntimeException e) {
            end(started, null, e);
        } catch (Error e) {
            end(started, null, e); // otherwise no further fetch could start
            throw e;
        }
    }

    private void end(CompletableFuture<FetchedKeys> started, @Nullable FetchedKeys keys, @Nullable Throwable failure) {
        synchronized (lock) {
            fetchInFlight = null;
            lastFetchFailed = keys == null;
            lastFailure = failure;
            if (keys != null) {
                cached = keys;
            }
        }
        if (keys != null) {
            started.complete(keys);
        } else {
            started.completeExceptionally(requireNonNull(failure));
        }
    }

    private @Nullable Throwable lastFailure() {
        synchronized (lock) {
            return lastFailure;
        }
    }

    private @Nullable FetchedKeys awaitIfPermitted(CompletableFuture<FetchedKeys> fetch) {
        try {
            return await(fetch);
        } catch (KeySourceException e) {
            return null;
        }
    }

    /**
     * Waits for a fetch.
     *
     * @return null if it fails or takes too long
     * @throws KeySourceException if too many tokens wait
     */
    private @Nullable FetchedKeys await(CompletableFuture<FetchedKeys> fetch) throws KeySourceException {
        if (!waitPermits.tryAcquire()) {
            throw new KeySourceException("too many tokens wait for the issuer's keys");
        }
        try {
            return fetch.get(maxWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return null; // the fetch logs its failure
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            waitPermits.release();
        }
    }

    @Override
    public void close() {
        background.shutdownNow();
        try {
            issuer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

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
 * The issuer's keys, kept. They are fetched by one thread of their own: before they are old, and when a token names a key
 * that is not among them, at most {@link #MAX_FETCHES} times within {@link #INTERVAL}.
 *
 * <p>A token whose key is known waits for no fetch, unless the keys are old and the issuer answered the last time. At most
 * {@link #MAX_WAITING} tokens wait at once, so tokens with made-up keys cannot hold the threads of a server. Safe for use by
 * many threads.
 */
final class IssuerKeys implements JWKSource<SecurityContext>, AutoCloseable {
    /** How long keys count as fresh: a key that the issuer withdraws is taken for so much longer. */
    static final Duration FRESH = Duration.ofMinutes(5);

    /** How long before the end of that they are fetched again. */
    static final Duration AHEAD = Duration.ofMinutes(1);

    /** How long the last keys are taken while the issuer gives none. */
    static final Duration KEPT = Duration.ofHours(4);

    static final Duration INTERVAL = Duration.ofSeconds(10);
    static final int MAX_FETCHES = 2;
    static final int MAX_WAITING = 8;

    /** Which a source that keeps nothing does not look at. */
    private static final long NO_TIME = 0;

    private record Known(JWKSet keys, long since) {
        boolean isWithin(Duration age, long now) {
            return now - since < age.toNanos();
        }
    }

    private final JWKSetSource<SecurityContext> issuer;
    private final Duration wait;
    private final LongSupplier nanos;
    private final ExecutorService background = Executors.newSingleThreadExecutor(IssuerKeys::daemon);
    private final Semaphore places = new Semaphore(MAX_WAITING);
    private final Object lock = new Object(); // of everything below
    private @Nullable Known known;
    private @Nullable CompletableFuture<Known> fetch;
    private long intervalBegin;
    private int fetches;
    private boolean hasFailed;

    /**
     * @param wait how long a token waits for keys
     * @param nanos a clock that goes forward, such as that of {@link System#nanoTime}: what is set back would keep withdrawn
     *     keys, and keep out new ones
     */
    IssuerKeys(JWKSetSource<SecurityContext> issuer, Duration wait, LongSupplier nanos) {
        this.issuer = issuer;
        this.wait = wait;
        this.nanos = nanos;
        this.intervalBegin = nanos.getAsLong();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "issuer-keys");
        thread.setDaemon(true);
        return thread;
    }

    /** @throws KeySourceException if there are no keys at all, or too many tokens wait for them */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        List<JWK> found = selector.select(known());
        if (!found.isEmpty()) {
            return found;
        }
        CompletableFuture<Known> fetched = fetch();
        Known newer = fetched == null ? null : await(fetched);
        return newer == null ? List.of() : selector.select(newer.keys());
    }

    /** @throws KeySourceException if there are none, or too many tokens wait for them */
    JWKSet known() throws KeySourceException {
        long now = nanos.getAsLong();
        Known last;
        boolean answered;
        synchronized (lock) {
            last = known != null && known.isWithin(KEPT, now) ? known : null;
            answered = !hasFailed;
        }
        if (last != null && last.isWithin(FRESH.minus(AHEAD), now)) {
            return last.keys();
        }
        CompletableFuture<Known> fetched = fetch();
        if (last != null && (last.isWithin(FRESH, now) || !answered || fetched == null)) {
            return last.keys();
        }
        Known newer = fetched == null ? null : last == null ? await(fetched) : awaitIfPlace(fetched);
        if (newer == null && last == null) {
            throw new KeySourceException("the issuer has given no keys");
        }
        return newer == null ? requireNonNull(last).keys() : newer.keys();
    }

    /** The fetch that is under way, or that begins now; null if there were enough of them. */
    private @Nullable CompletableFuture<Known> fetch() {
        CompletableFuture<Known> begun;
        synchronized (lock) {
            if (fetch != null) {
                return fetch;
            }
            long now = nanos.getAsLong();
            if (fetches == 0 || now - intervalBegin >= INTERVAL.toNanos()) {
                intervalBegin = now;
                fetches = 0;
            }
            if (fetches == MAX_FETCHES) {
                return null;
            }
            fetches++;
            begun = new CompletableFuture<>();
            fetch = begun;
        }
        try {
            background.execute(() -> run(begun));
        } catch (RejectedExecutionException e) {
            end(begun, null, e); // closed
        }
        return begun;
    }

    private void run(CompletableFuture<Known> begun) {
        try {
            JWKSet keys = issuer.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), NO_TIME, null);
            end(begun, new Known(keys, nanos.getAsLong()), null);
        } catch (KeySourceException | RuntimeException e) {
            end(begun, null, e);
        } catch (Error e) {
            end(begun, null, e); // nobody begins another fetch while this one is under way
            throw e;
        }
    }

    private void end(CompletableFuture<Known> begun, @Nullable Known keys, @Nullable Throwable failure) {
        synchronized (lock) {
            fetch = null;
            hasFailed = keys == null;
            if (keys != null) {
                known = keys;
            }
        }
        if (keys != null) {
            begun.complete(keys);
        } else {
            begun.completeExceptionally(requireNonNull(failure));
        }
    }

    private @Nullable Known awaitIfPlace(CompletableFuture<Known> fetched) {
        try {
            return await(fetched);
        } catch (KeySourceException e) {
            return null;
        }
    }

    /**
     * Waits for keys.
     *
     * @return null if they do not come
     * @throws KeySourceException if too many tokens wait
     */
    private @Nullable Known await(CompletableFuture<Known> fetched) throws KeySourceException {
        if (!places.tryAcquire()) {
            throw new KeySourceException("too many tokens wait for the issuer's keys");
        }
        try {
            return fetched.get(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return null; // which the fetch logs
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            places.release();
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

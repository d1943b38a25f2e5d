package io.dataaccount.http.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the server is ready, as it was a few seconds ago at most: the check costs calls to AWS, and anybody may ask. One
 * check runs at a time, on a thread of its own, and all who ask meanwhile get its result. Safe for use by many threads.
 */
final class CachedReadiness implements AutoCloseable {
    /** Shorter than the pause between the checks of a load balancer. */
    static final Duration REMEMBERED = Duration.ofSeconds(3);

    /** How the check went. */
    enum State {
        READY,
        STARTING,
        FAILED
    }

    private static final Logger LOG = LoggerFactory.getLogger(CachedReadiness.class);

    private final Readiness readiness;
    private final LongSupplier nanos;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread one = new Thread(task, "readiness");
        one.setDaemon(true);
        return one;
    });

    /** The check that is under way, or the last one. */
    private @Nullable CompletableFuture<State> check;

    private long until;

    /** @param nanos a clock that goes forward, such as that of {@link System#nanoTime} */
    CachedReadiness(Readiness readiness, LongSupplier nanos) {
        this.readiness = readiness;
        this.nanos = nanos;
    }

    /** Completes when the check is done. It may not be completed from outside. */
    synchronized CompletableFuture<State> state() {
        if (check != null && (!check.isDone() || nanos.getAsLong() - until < 0)) {
            return check;
        }
        CompletableFuture<State> begun = new CompletableFuture<>();
        check = begun;
        try {
            thread.execute(() -> run(begun));
        } catch (RejectedExecutionException e) {
            begun.complete(State.FAILED); // closed
        }
        return begun;
    }

    private void run(CompletableFuture<State> begun) {
        State state = State.FAILED;
        try {
            state = check();
        } finally { // whatever is thrown: nobody begins another check while this one is under way
            synchronized (this) {
                // the start is over at any moment, and to see that costs nothing
                until = nanos.getAsLong() + (state == State.STARTING ? 0 : REMEMBERED.toNanos());
            }
            begun.complete(state);
        }
    }

    private State check() {
        try {
            readiness.check();
            return State.READY;
        } catch (StartingApi.StartingException e) {
            return State.STARTING;
        } catch (RuntimeException | Error e) {
            LOG.warn("not ready", e);
            return State.FAILED;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

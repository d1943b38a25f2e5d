package io.dataaccount.http.server;

import io.dataaccount.aws.network.ProxyException;
import io.dataaccount.core.port.ServerCredentialsException;
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
 * Caches the result of the readiness check for {@link #MAX_AGE}. A check costs calls to AWS, and everybody may
 * request it. One check runs at a time, on its own thread; requests that arrive meanwhile share its result. Safe for
 * use by many threads.
 */
final class CachedReadiness implements AutoCloseable {
    /** How long a result is used; shorter than the interval between the health checks of a load balancer. */
    static final Duration MAX_AGE = Duration.ofSeconds(3);

    /**
     * The result of a check.
     *
     * @param problem the sentence for the response; empty if the server is ready
     */
    record State(String problem) {
        static final State READY = new State("");
        static final State STARTING = new State(StartingApi.STARTING);
        static final State FAILED = new State("The server cannot reach a service that it needs: see its log.");

        /** Names only a proxy, because everybody may send this request. */
        static State failed(Throwable e) {
            return ProxyException.in(e)
                    .map(proxy -> new State("The server cannot reach a service that it needs. " + proxy.getMessage()))
                    .orElse(FAILED);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(CachedReadiness.class);

    private final Readiness readiness;
    private final LongSupplier nanos;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread one = new Thread(task, "readiness");
        one.setDaemon(true);
        return one;
    });

    /** The check in flight, or the last one. */
    private @Nullable CompletableFuture<State> check;

    private long validUntil;

    /** @param nanos a monotonic clock, such as {@link System#nanoTime} */
    CachedReadiness(Readiness readiness, LongSupplier nanos) {
        this.readiness = readiness;
        this.nanos = nanos;
    }

    /**
     * The result of the check, which may still run. Never completes exceptionally. Requests share the future, so they
     * must not complete it; they use {@link CompletableFuture#copy}.
     */
    synchronized CompletableFuture<State> state() {
        if (check != null && (!check.isDone() || nanos.getAsLong() - validUntil < 0)) {
            return check;
        }
        CompletableFuture<State> started = new CompletableFuture<>();
        check = started;
        try {
            thread.execute(() -> run(started));
        } catch (RejectedExecutionException e) {
            started.complete(State.FAILED); // closed
        }
        return started;
    }

    private void run(CompletableFuture<State> started) {
        State state = State.FAILED;
        try {
            state = check();
        } finally { // also after an Error: no other check starts before this one completes
            synchronized (this) {
                // STARTING is not cached: the start may end at any moment, and checking that is cheap
                validUntil = nanos.getAsLong() + (state.equals(State.STARTING) ? 0 : MAX_AGE.toNanos());
            }
            started.complete(state);
        }
    }

    private State check() {
        try {
            readiness.check();
            return State.READY;
        } catch (StartingApi.StartingException e) {
            return State.STARTING;
        } catch (ServerCredentialsException e) { // the log has the reasons of all sources already
            LOG.warn("The readiness check failed. {}.", e.reason());
            return new State(e.reason() + ". The server's log has more.");
        } catch (RuntimeException | Error e) {
            LOG.warn("The readiness check failed", e);
            return State.failed(e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

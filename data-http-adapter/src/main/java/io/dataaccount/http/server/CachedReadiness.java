package io.dataaccount.http.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Caches the result of the readiness check for {@link #MAX_AGE}. A check costs calls to AWS, and everybody may
 * request it. One check runs at a time, on its own thread; requests that arrive meanwhile share its result. Safe for
 * use by many threads.
 */
final class CachedReadiness implements AutoCloseable {
    /** How long a result is used; shorter than the interval between the health checks of a load balancer. */
    static final Duration MAX_AGE = Duration.ofSeconds(3);

    enum State {
        READY,
        STARTING,
        FAILED
    }

    /**
     * The result of a check.
     *
     * @param missing what is missing, in words that everybody may read; empty if that is not known, or nothing is
     */
    record Result(State state, List<String> missing) {
        static final Result READY = new Result(State.READY, List.of());
        static final Result STARTING = new Result(State.STARTING, List.of());
        static final Result FAILED = new Result(State.FAILED, List.of());
    }

    private final Readiness readiness;
    private final LongSupplier nanos;
    private final ReadinessLog log;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread one = new Thread(task, "readiness");
        one.setDaemon(true);
        return one;
    });

    /** The check in flight, or the last one. */
    private @Nullable CompletableFuture<Result> check;

    private long validUntil;

    /** @param nanos a monotonic clock, such as {@link System#nanoTime} */
    CachedReadiness(Readiness readiness, LongSupplier nanos) {
        this.readiness = readiness;
        this.nanos = nanos;
        this.log = new ReadinessLog(nanos);
    }

    /**
     * The result of the check, which may still run. Never completes exceptionally. Requests share the future, so they
     * must not complete it; they use one that depends on it.
     */
    synchronized CompletableFuture<Result> result() {
        if (check != null && (!check.isDone() || nanos.getAsLong() - validUntil < 0)) {
            return check;
        }
        CompletableFuture<Result> started = new CompletableFuture<>();
        check = started;
        try {
            thread.execute(() -> run(started));
        } catch (RejectedExecutionException e) {
            started.complete(Result.FAILED); // closed
        }
        return started;
    }

    private void run(CompletableFuture<Result> started) {
        Result result = Result.FAILED;
        try {
            result = check();
        } finally { // also after an Error: no other check starts before this one completes
            synchronized (this) {
                // STARTING is not cached: the start may end at any moment, and checking that is cheap
                validUntil = nanos.getAsLong() + (result.state() == State.STARTING ? 0 : MAX_AGE.toNanos());
            }
            started.complete(result);
        }
    }

    private Result check() {
        try {
            readiness.check();
            log.succeeded();
            return Result.READY;
        } catch (StartingApi.StartingException e) {
            return Result.STARTING;
        } catch (NotReadyException e) {
            log.failed(e);
            return new Result(State.FAILED, e.missing());
        } catch (RuntimeException | Error e) {
            log.failed(e);
            return Result.FAILED;
        }
    }

    /** The result for a request that no longer waits for the check in flight. */
    Result late() {
        Optional<String> missing = readiness.waitsFor().map(part -> part + " (no response)");
        return new Result(State.FAILED, missing.stream().toList());
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

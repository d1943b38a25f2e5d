package io.dataaccount.aws.credentials;

import io.dataaccount.aws.sdk.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * Searches for credentials in a thread of its own, and waits for a limited time: the SDK sets no limit, and a
 * {@code credential_process} may hang for ever. Callers share the search in flight. One that exceeds its limit runs on,
 * and callers fail at once until it ends or {@link #ABANDONED_AFTER} has passed. Then the next caller starts another.
 * Safe for use by many threads.
 */
final class BoundedSearch implements AutoCloseable {
    static final Duration ABANDONED_AFTER = Duration.ofMinutes(1);

    /** Searches at the same time. One that hangs for ever keeps its thread. */
    static final int MAX_SEARCHES = 8;

    private record Flight(CompletableFuture<AwsCredentials> result, long start) {}

    /** Has no limit of its own: a thread is not free at once when its search has ended. */
    private final ExecutorService threads =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "own-credentials");
                thread.setDaemon(true);
                return thread;
            });

    private final Supplier<AwsCredentials> work;
    private final Duration limit;
    private final LongSupplier nanos;
    private int running;
    private @Nullable Flight last;

    /**
     * @param limit for a search, from its start
     * @param nanos a monotonic clock, such as {@link System#nanoTime}
     */
    BoundedSearch(Supplier<AwsCredentials> work, Duration limit, LongSupplier nanos) {
        this.work = work;
        this.limit = limit;
        this.nanos = nanos;
    }

    /**
     * The result of the search.
     *
     * @throws TimeoutException if it takes longer than its limit, or than the {@link Deadline} of this thread allows
     * @throws AbortedException if this thread was interrupted, or after {@link #close}
     */
    AwsCredentials get() throws TimeoutException {
        Flight flight = join();
        long left = flight.start() + limit.toNanos() - nanos.getAsLong();
        long allowed = Deadline.left().map(Duration::toNanos).orElse(Long.MAX_VALUE);
        try {
            return flight.result().get(Math.max(0, Math.min(left, allowed)), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("the search for credentials failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("The thread was interrupted while it waited for credentials.");
        }
    }

    /** Whether the search in flight has exceeded its own limit. */
    synchronized boolean isOverdue() {
        Flight flight = last;
        return flight != null && !flight.result().isDone() && nanos.getAsLong() - flight.start() >= limit.toNanos();
    }

    private synchronized Flight join() {
        Flight flight = last;
        if (flight != null && !flight.result().isDone()) {
            boolean isAbandoned = nanos.getAsLong() - flight.start() >= ABANDONED_AFTER.toNanos();
            if (!isAbandoned || running == MAX_SEARCHES) {
                return flight;
            }
        }
        Flight started = new Flight(new CompletableFuture<>(), nanos.getAsLong());
        try {
            threads.execute(() -> run(started.result()));
        } catch (RejectedExecutionException e) {
            throw AbortedException.create("The search for credentials is closed.", e);
        }
        running++;
        last = started;
        return started;
    }

    private void run(CompletableFuture<AwsCredentials> result) {
        try {
            AwsCredentials found = work.get();
            ended();
            result.complete(found);
        } catch (RuntimeException | Error e) {
            ended();
            result.completeExceptionally(e);
        }
    }

    private synchronized void ended() {
        running--;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

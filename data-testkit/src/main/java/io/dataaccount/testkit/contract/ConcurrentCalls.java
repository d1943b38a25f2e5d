package io.dataaccount.testkit.contract;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** Runs a task on several threads that start at the same time. */
final class ConcurrentCalls {
    private static final long TIMEOUT_SECONDS = 120;

    private ConcurrentCalls() {}

    /**
     * The result of each thread, in the order of the thread numbers.
     *
     * @param task receives the number of the thread, from 0
     */
    static <T> List<T> call(int threads, IntFunction<T> task) {
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                futures.add(pool.submit(() -> {
                    start.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                    return task.apply(number);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException e) {
            throw new AssertionError("a thread failed", e.getCause());
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("a thread did not end in time", e);
        } finally {
            pool.shutdownNow();
        }
    }

    /** For each thread, the error code of its call; empty if the call succeeded. */
    static List<Optional<ErrorCode>> outcomes(int threads, IntConsumer task) {
        return call(threads, number -> {
            try {
                task.accept(number);
                return Optional.empty();
            } catch (DataException e) {
                return Optional.of(e.code());
            }
        });
    }
}

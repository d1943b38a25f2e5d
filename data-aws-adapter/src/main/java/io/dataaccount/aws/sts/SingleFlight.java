package io.dataaccount.aws.sts;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets threads that need the same value at the same time share one call, including its failure. Safe for use by many
 * threads.
 *
 * @param <T> the type of the value
 */
final class SingleFlight<T> {
    private @Nullable CompletableFuture<T> inFlight;

    /**
     * The result of the call in flight; if there is none, makes the call in this thread.
     *
     * @param work must first check whether an earlier call has already stored the value
     */
    T call(Supplier<T> work) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> flight = join(mine);
        if (flight != mine) {
            return await(flight);
        }
        try {
            T result = work.get();
            mine.complete(result);
            return result;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            end();
        }
    }

    private synchronized CompletableFuture<T> join(CompletableFuture<T> mine) {
        if (inFlight == null) {
            inFlight = mine;
        }
        return inFlight;
    }

    private synchronized void end() {
        inFlight = null;
    }

    private static <T> T await(CompletableFuture<T> flight) {
        try {
            return flight.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException(ErrorCode.UNAVAILABLE, "The server is shutting down: try again.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DataException refusal) {
                throw refusal;
            }
            throw new IllegalStateException("the shared call failed", e.getCause());
        }
    }
}

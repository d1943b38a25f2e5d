package io.dataaccount.aws.sts;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets threads that want the same at the same time share one call for it, its failure included. */
final class SingleFlight<T> {
    private @Nullable CompletableFuture<T> inFlight;

    /** @param work looks first whether an earlier call has left what is wanted */
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
            throw new IllegalStateException("the call that this one waited for failed", e.getCause());
        }
    }
}

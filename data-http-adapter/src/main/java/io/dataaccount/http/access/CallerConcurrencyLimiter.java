package io.dataaccount.http.access;

import io.dataaccount.core.error.TooManyRequestsException;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.UserId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Limits the requests of each caller that are in flight at the same time. A request is in flight from its header to
 * the last byte of its response, even if the client sends or reads slowly. Counts in this process only. Safe for use
 * by many threads.
 */
public final class CallerConcurrencyLimiter {
    private final ConcurrentMap<UserId, Integer> counts = new ConcurrentHashMap<>();
    private final int max;

    /** @param max requests in flight of one caller, 1 or more */
    public CallerConcurrencyLimiter(int max) {
        this.max = max;
    }

    /**
     * Counts one more request of the caller. {@link #release} must follow.
     *
     * @throws TooManyRequestsException if the caller has the maximum number of requests in flight; the request is not
     *     counted then
     */
    void acquire(Caller caller) {
        counts.compute(caller.userId(), (any, before) -> {
            int count = before == null ? 0 : before;
            if (count >= max) {
                throw TooManyRequestsException.atOnce(max);
            }
            return count + 1;
        });
    }

    /** Ends a request that {@link #acquire} counted. */
    void release(Caller caller) {
        counts.computeIfPresent(caller.userId(), (any, count) -> count == 1 ? null : count - 1);
    }
}

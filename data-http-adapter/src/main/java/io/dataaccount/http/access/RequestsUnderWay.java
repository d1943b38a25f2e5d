package io.dataaccount.http.access;

import io.dataaccount.core.error.TooManyRequestsException;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.UserId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How many requests of one caller may be under way at once. A request is under way from its header to the last byte of its
 * response, however slowly the client sends and reads. Counted in this process alone. Safe for use by many threads.
 */
public final class RequestsUnderWay {
    private final ConcurrentMap<UserId, Integer> counts = new ConcurrentHashMap<>();
    private final int most;

    /** @param most 1 or more */
    public RequestsUnderWay(int most) {
        this.most = most;
    }

    /**
     * Counts one more; {@link #leave} ends it.
     *
     * @throws TooManyRequestsException if there are as many as there may be; then nothing is counted
     */
    void enter(Caller caller) {
        counts.compute(caller.userId(), (any, before) -> {
            int count = before == null ? 0 : before;
            if (count >= most) {
                throw TooManyRequestsException.atOnce(most);
            }
            return count + 1;
        });
    }

    void leave(Caller caller) {
        counts.computeIfPresent(caller.userId(), (any, count) -> count == 1 ? null : count - 1);
    }
}

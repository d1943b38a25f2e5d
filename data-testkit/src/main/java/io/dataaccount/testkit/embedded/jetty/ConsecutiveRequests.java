package io.dataaccount.testkit.embedded.jetty;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts the requests of one connection that one thread handles during one call of {@code onFillable}. Safe for use by
 * many threads, because a request may end in another thread.
 */
final class ConsecutiveRequests {
    /** A client that waits for each response never reaches two. */
    static final int MAX = 2;

    private int requests;
    private boolean ended;
    private @Nullable Runnable postponed;

    synchronized void count() {
        requests++;
    }

    /**
     * Stops the thread if it has handled the maximum of requests. Jetty continues with the next request as soon as it
     * learns that this one has succeeded, so that notification is postponed.
     *
     * @param done notifies Jetty
     * @return whether the thread stops; {@link #end} then returns the postponed notification
     */
    synchronized boolean stopBefore(Runnable done) {
        boolean stops = !ended && requests >= MAX;
        if (stops) {
            postponed = done;
        }
        return stops;
    }

    /** Called when the thread leaves. The result, if present, makes Jetty continue with the next request. */
    synchronized Optional<Runnable> end() {
        ended = true;
        return Optional.ofNullable(postponed);
    }
}

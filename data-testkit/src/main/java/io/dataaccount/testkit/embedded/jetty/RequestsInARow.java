package io.dataaccount.testkit.embedded.jetty;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one connection that one thread handles without leaving the connection: from a call of {@code
 * onFillable} until it returns. Safe for use by many threads, since a request may be done with in another one.
 */
final class RequestsInARow {
    /** A client that waits for each response never has two in a row. */
    static final int MAX = 2;

    private int requests;
    private boolean ended;
    private @Nullable Runnable goOn;

    synchronized void count() {
        requests++;
    }

    /**
     * Stops the thread if it has handled as many as it may. Jetty goes on with the next request when it is told that
     * this one is done with, so that is put off.
     *
     * @param done tells Jetty so
     * @return whether it stops, and then {@link #end} has what was put off
     */
    synchronized boolean stopBefore(Runnable done) {
        boolean stops = !ended && requests >= MAX;
        if (stops) {
            goOn = done;
        }
        return stops;
    }

    /** The thread leaves. What is returned makes Jetty go on. */
    synchronized Optional<Runnable> end() {
        ended = true;
        return Optional.ofNullable(goOn);
    }
}

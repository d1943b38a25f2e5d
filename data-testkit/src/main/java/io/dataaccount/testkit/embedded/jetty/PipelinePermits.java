package io.dataaccount.testkit.embedded.jetty;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many connections handle pipelined requests at the same time; the others wait in a queue. So most threads
 * of the server stay free for the first request of every connection. Safe for use by many threads.
 */
final class PipelinePermits {
    private final int max;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int granted;
    private boolean granting;

    /** @param max how many permits may be granted at the same time, 1 or more */
    PipelinePermits(int max) {
        this.max = max;
    }

    /**
     * Requests a permit and returns at once.
     *
     * @param work runs when the permit is granted, in this thread or another, now or later; must not throw. {@link
     *     #release} returns the permit
     */
    void request(Runnable work) {
        synchronized (this) {
            waiting.add(work);
        }
        grantNext();
    }

    /** Returns a permit. */
    void release() {
        synchronized (this) {
            granted--;
        }
        grantNext();
    }

    /**
     * Grants permits in a loop of one thread, because a permit may be released before its work returns, and recursion
     * would then nest without limit.
     */
    private void grantNext() {
        synchronized (this) {
            if (granting) {
                return;
            }
            granting = true;
        }
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = granted < max ? waiting.poll() : null;
        if (next == null) {
            granting = false;
        } else {
            granted++;
        }
        return next;
    }
}

package io.dataaccount.testkit.embedded.jetty;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Lets a few connections at once go on with requests that their clients have sent ahead; the others wait in line. So
 * the threads of the server are there for the first request of every connection. Safe for use by many threads.
 */
final class PipelineTurns {
    private final int most;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int taken;
    private boolean granting;

    /** @param most turns at once, 1 or more */
    PipelineTurns(int most) {
        this.most = most;
    }

    /**
     * Asks for a turn, and returns at once.
     *
     * @param turn starts the turn, in this thread or another, now or later, and may not throw; {@link #end} ends it
     */
    void ask(Runnable turn) {
        synchronized (this) {
            waiting.add(turn);
        }
        grant();
    }

    void end() {
        synchronized (this) {
            taken--;
        }
        grant();
    }

    /**
     * In a loop of one thread: a turn may end before the method that starts it returns, and the next one would nest in
     * it.
     */
    private void grant() {
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
        Runnable next = taken < most ? waiting.poll() : null;
        if (next == null) {
            granting = false;
        } else {
            taken++;
        }
        return next;
    }
}

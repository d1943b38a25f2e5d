package io.dataaccount.testkit.embedded.jetty;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many connections are open. A new one is always accepted. If it is one too many, then the connection closes
 * that has begun no request for the longest time, among those without a request of a known caller under way. So who
 * holds connections cannot keep health checks and callers out. Safe for use by many threads.
 */
final class OpenConnections {
    /** One of them. */
    interface Open {
        /** Closes it at once. {@link #closed} may be told of that, but need not be. */
        void closeNow();
    }

    private final int most;

    /** The one to close first comes first. */
    private final Set<Open> closable = new LinkedHashSet<>();

    private final Set<Open> kept = new HashSet<>();

    /** @param most 1 or more */
    OpenConnections(int most) {
        this.most = most;
    }

    void opened(Open connection) {
        @Nullable Open tooMany;
        synchronized (this) {
            closable.add(connection);
            tooMany = closable.size() + kept.size() > most ? removeFirst() : null;
        }
        if (tooMany != null) {
            tooMany.closeNow();
        }
    }

    /** There is at least the connection that has just been opened. */
    private Open removeFirst() {
        Iterator<Open> all = closable.iterator();
        Open first = all.next();
        all.remove();
        return first;
    }

    /** A request begins to arrive. */
    synchronized void used(Open connection) {
        if (closable.remove(connection)) {
            closable.add(connection);
        }
    }

    /** The request is one of a known caller: the connection is not closed until {@link #release}. */
    synchronized void keep(Open connection) {
        if (closable.remove(connection)) {
            kept.add(connection);
        }
    }

    /** The request is done with. */
    synchronized void release(Open connection) {
        if (kept.remove(connection)) {
            closable.add(connection);
        }
    }

    synchronized void closed(Open connection) {
        closable.remove(connection);
        kept.remove(connection);
    }
}

package io.dataaccount.testkit.embedded.jetty;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Limits the number of open connections. A new connection is always accepted. If the limit is exceeded, the least
 * recently used connection without a running request of a known caller is closed. So a client that holds many
 * connections cannot block health checks and other callers. Safe for use by many threads.
 */
final class OpenConnections {
    /** An open connection. */
    interface Open {
        /** Closes the connection at once. It may call {@link #closed}, but need not. */
        void closeNow();
    }

    private final int max;

    /** Connections that may be closed, the least recently used first. */
    private final Set<Open> closable = new LinkedHashSet<>();

    private final Set<Open> kept = new HashSet<>();

    /** @param max 1 or more */
    OpenConnections(int max) {
        this.max = max;
    }

    void opened(Open connection) {
        @Nullable Open tooMany;
        synchronized (this) {
            closable.add(connection);
            tooMany = closable.size() + kept.size() > max ? removeFirst() : null;
        }
        if (tooMany != null) {
            tooMany.closeNow();
        }
    }

    /** Never fails, because the connection that was just opened is in the set. */
    private Open removeFirst() {
        Iterator<Open> all = closable.iterator();
        Open first = all.next();
        all.remove();
        return first;
    }

    /** Called when a request begins to arrive. */
    synchronized void used(Open connection) {
        if (closable.remove(connection)) {
            closable.add(connection);
        }
    }

    /** Called for a request of a known caller: the connection is not closed until {@link #release}. */
    synchronized void keep(Open connection) {
        if (closable.remove(connection)) {
            kept.add(connection);
        }
    }

    /** Called when the request has ended. */
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

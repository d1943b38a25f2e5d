package io.dataaccount.http.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Resources that are closed in the reverse order of their opening. If closing one fails, the others are closed
 * anyway. Not safe for use by many threads at the same time.
 */
public final class CloseableStack implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Deque<AutoCloseable> closedFirst = new ArrayDeque<>();

    /** Adds a resource that was just opened, and returns it. */
    public <T extends AutoCloseable> T add(T resource) {
        opened.push(resource);
        return resource;
    }

    /** Adds a resource that is closed before all others, also before those added later, and returns it. */
    public <T extends AutoCloseable> T addFirst(T resource) {
        closedFirst.push(resource);
        return resource;
    }

    /** Adds a resource that is closed after all others. */
    public void addLast(AutoCloseable resource) {
        opened.addLast(resource);
    }

    /**
     * Closes all resources. Further calls do nothing.
     *
     * @throws IllegalStateException with the first failure as its cause and the others as suppressed exceptions,
     *     after all resources were closed
     */
    @Override
    public void close() {
        @Nullable RuntimeException failure = null;
        while (!closedFirst.isEmpty() || !opened.isEmpty()) {
            try {
                (closedFirst.isEmpty() ? opened : closedFirst).pop().close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = new IllegalStateException("the server did not stop cleanly", e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}

package io.dataaccount.http.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What was opened one after the other and is closed the other way round, all of it even when some of it fails. */
public final class CloseableStack implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Deque<AutoCloseable> closedFirst = new ArrayDeque<>();

    public <T extends AutoCloseable> T add(T resource) {
        opened.push(resource);
        return resource;
    }

    /** Adds what is closed before everything else, also before what is opened later. */
    public <T extends AutoCloseable> T addFirst(T resource) {
        closedFirst.push(resource);
        return resource;
    }

    /** Adds what is closed after everything else. */
    public void addLast(AutoCloseable resource) {
        opened.addLast(resource);
    }

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

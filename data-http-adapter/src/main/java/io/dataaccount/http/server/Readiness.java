package io.dataaccount.http.server;

/** Checks whether the server can handle calls. Safe for use by many threads. */
@FunctionalInterface
public interface Readiness {
    /**
     * Returns if the server can handle calls.
     *
     * @throws RuntimeException if it cannot; the message says why
     */
    void check();
}

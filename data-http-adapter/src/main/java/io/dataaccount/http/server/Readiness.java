package io.dataaccount.http.server;

/** Whether the server could do its work now. Safe for use by many threads. */
public interface Readiness {
    /** Returns if it could; throws whatever shows that it could not. */
    void check();
}

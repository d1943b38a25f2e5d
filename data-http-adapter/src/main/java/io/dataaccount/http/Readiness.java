package io.dataaccount.http;

/** Whether the server could do its work now. Safe for use by many threads. */
interface Readiness {
    /** Returns if it could; throws whatever shows that it could not. */
    void check();
}

package io.dataaccount.http.server;

import java.util.Optional;

/** Checks whether the server can handle calls. The server runs one check at a time. {@link #waitsFor} is for other threads. */
@FunctionalInterface
public interface Readiness {
    /**
     * Returns if the server can handle calls.
     *
     * @throws NotReadyException if it cannot, and it is known what is missing
     * @throws RuntimeException if it cannot; the message says why
     */
    void check();

    /** What a running check waits for, in words that everybody may read; empty if that is not known. */
    default Optional<String> waitsFor() {
        return Optional.empty();
    }
}

package io.dataaccount.http.server;

import java.util.List;

/** The server cannot handle calls, because something that it needs is missing. */
public final class NotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> missing;

    /**
     * Has no stack trace, because the message says everything; suppressed exceptions have theirs.
     *
     * @param missing what is missing, in words that everybody may read; at least one
     */
    NotReadyException(List<String> missing) {
        super("missing: " + String.join(", ", missing), null, true, false);
        this.missing = List.copyOf(missing);
    }

    List<String> missing() {
        return missing;
    }
}

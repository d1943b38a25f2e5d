package io.dataaccount.http.server;

import java.util.List;

/** The server cannot handle calls, because something that it needs is missing. */
public final class NotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> missing;

    /** @param missing what is missing, in words that everybody may read; at least one */
    NotReadyException(List<String> missing) {
        super("missing: " + String.join(", ", missing));
        this.missing = List.copyOf(missing);
    }

    List<String> missing() {
        return missing;
    }
}

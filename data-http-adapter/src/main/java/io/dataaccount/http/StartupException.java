package io.dataaccount.http;

import org.jspecify.annotations.Nullable;

/** The server cannot start, for a reason that whoever starts it can mend. The message is for them to read. */
public final class StartupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

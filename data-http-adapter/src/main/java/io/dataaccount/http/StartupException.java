package io.dataaccount.http;

import org.jspecify.annotations.Nullable;

/**
 * The server cannot start, and the operator can correct the cause. The command line prints the message without a stack
 * trace, so the message must say what is wrong and what to do.
 */
public final class StartupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message one or more whole sentences for the operator
     * @param cause null if no other exception led to this one
     */
    public StartupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

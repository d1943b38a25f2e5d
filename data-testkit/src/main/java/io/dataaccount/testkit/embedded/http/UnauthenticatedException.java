package io.dataaccount.testkit.embedded.http;

import static java.util.Objects.requireNonNull;

/** The request has no valid signature of a known key. S3 and STS have different error codes for the same reason. */
public final class UnauthenticatedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why the signature is not accepted. */
    public enum Reason {
        MISSING,
        UNSUPPORTED,
        OTHER_SCHEME,
        CONFLICTING,
        MALFORMED_HEADER,
        MALFORMED_QUERY,
        UNKNOWN_KEY,
        WRONG_TOKEN,
        SESSION_EXPIRED,
        URL_EXPIRED,
        URL_NOT_YET_VALID,
        CLOCK_SKEWED,
        UNSIGNED_HEADER,
        WRONG_SIGNATURE
    }

    private final Reason reason;

    public UnauthenticatedException(Reason reason, String errorMessage) {
        super(errorMessage, null, false, false);
        this.reason = requireNonNull(reason, "reason is null");
    }

    public Reason reason() {
        return reason;
    }

    /** The message of the error response. */
    public String errorMessage() {
        return requireNonNull(getMessage());
    }
}

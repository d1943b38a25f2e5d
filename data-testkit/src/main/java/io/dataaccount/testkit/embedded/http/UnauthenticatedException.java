package io.dataaccount.testkit.embedded.http;

import static java.util.Objects.requireNonNull;

/** Nobody we know signed this request. S3 and STS have different codes for the same reason. */
public final class UnauthenticatedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Reason {
        MISSING,
        UNSUPPORTED,
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

    public UnauthenticatedException(Reason reason, String sentence) {
        super(sentence, null, false, false);
        this.reason = requireNonNull(reason, "reason is null");
    }

    public Reason reason() {
        return reason;
    }

    public String sentence() {
        return requireNonNull(getMessage());
    }
}

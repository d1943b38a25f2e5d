package io.dataaccount.core.port;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The server could not obtain its own credentials, so no request was sent. This is no fault of the caller, and the same
 * call may succeed later. The sentence for the caller does not say why.
 */
public final class ServerCredentialsException extends DataException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * @param detail the sentence for the caller
     * @param reason why there are no credentials, for a health check: contains no secret and no address
     * @param cause the exception of the client, or null
     */
    public ServerCredentialsException(String detail, String reason, @Nullable Throwable cause) {
        super(ErrorCode.UNAVAILABLE, detail, cause);
        this.reason = requireNonNull(reason, "reason is null");
    }

    /** Why there are no credentials, in one line without a period. Contains no secret and no address. */
    public String reason() {
        return reason;
    }
}

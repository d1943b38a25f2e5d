package io.dataaccount.aws.network;

import io.dataaccount.aws.sdk.Causes;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * There is no connection to a service, for a reason that the operator can correct. The message is a sentence that names
 * it, with a remedy. It has no user name and no password.
 */
public abstract sealed class ConnectionException extends IOException permits ProxyException, CertificateRefusal {
    private static final long serialVersionUID = 1L;

    ConnectionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** @param service to which there is no connection, such as {@code S3} */
    public String sentence(String service) {
        return "There is no connection to " + service + ". " + getMessage();
    }

    /** The exception of this class among the causes of another exception. */
    public static Optional<ConnectionException> in(@Nullable Throwable failure) {
        return Causes.first(failure, ConnectionException.class);
    }
}

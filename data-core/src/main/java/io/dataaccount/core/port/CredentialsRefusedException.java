package io.dataaccount.core.port;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountSession;
import org.jspecify.annotations.Nullable;

/**
 * The storage service refused the credentials themselves, whatever they permit: they have expired, or the service does
 * not know them any more. Nothing was done. Other credentials may be accepted; see {@link CredentialResolver#drop}.
 */
public final class CredentialsRefusedException extends DataException {
    private static final long serialVersionUID = 1L;

    private final transient AccountSession session;

    /**
     * @param session the session whose credentials were refused
     * @param detail the sentence for the caller
     * @param cause the exception of the storage client, or null
     */
    public CredentialsRefusedException(AccountSession session, String detail, @Nullable Throwable cause) {
        super(ErrorCode.UNAVAILABLE, detail, cause);
        this.session = requireNonNull(session, "session is null");
    }

    /** The session whose credentials were refused. Null after deserialisation. */
    public AccountSession session() {
        return session;
    }
}

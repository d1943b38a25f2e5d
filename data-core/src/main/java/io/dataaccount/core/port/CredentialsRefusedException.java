package io.dataaccount.core.port;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountSession;
import org.jspecify.annotations.Nullable;

/**
 * The storage service does not take the credentials, whatever they may do: they have ended, or it does not know them any
 * more. Nothing was done. Other credentials may be taken; see {@link CredentialResolver#drop}.
 */
public final class CredentialsRefusedException extends DataException {
    private static final long serialVersionUID = 1L;

    private final transient AccountSession session;

    public CredentialsRefusedException(AccountSession session, String detail, @Nullable Throwable cause) {
        super(ErrorCode.UNAVAILABLE, detail, cause);
        this.session = requireNonNull(session, "session is null");
    }

    /** What was refused. */
    public AccountSession session() {
        return session;
    }
}

package io.dataaccount.core.port;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.Access;
import org.jspecify.annotations.Nullable;

/**
 * The storage service does not take the credentials, whatever they may do: they have ended, or it does not know them any
 * more. Nothing was done. Other credentials may be taken; see {@link CredentialResolver#drop}.
 */
public final class CredentialsRefusedException extends DataException {
    private static final long serialVersionUID = 1L;

    private final transient Access access;

    public CredentialsRefusedException(Access access, String detail, @Nullable Throwable cause) {
        super(ErrorCode.UNAVAILABLE, detail, cause);
        this.access = requireNonNull(access, "access is null");
    }

    /** What was refused. */
    public Access access() {
        return access;
    }
}

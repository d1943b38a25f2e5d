package io.dataaccount.core.service;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.port.CredentialResolver;
import io.dataaccount.core.port.SessionRequest;
import io.dataaccount.core.port.SessionRequest.Purpose;
import io.dataaccount.core.port.SessionScope;
import java.util.UUID;

/**
 * Proves that the caller may use a data account, by starting a session of its role. A caller without proof learns
 * nothing about the account and cannot block others from using it.
 */
final class AccountProof {
    private final CredentialResolver credentials;

    AccountProof(CredentialResolver credentials) {
        this.credentials = credentials;
    }

    /**
     * Starts a session of the role in the use case's data account.
     *
     * @param caller the user on whose behalf the session is started
     * @param usecase the use case with the wanted settings
     * @param newExternalId whether the server generated the external id in this call
     * @throws DataException ASSUME_ROLE_DENIED if the role cannot be assumed with the external id or belongs to another
     *     account; and all that {@link CredentialResolver#resolve} throws
     */
    void prove(Caller caller, Usecase usecase, boolean newExternalId) {
        credentials.resolve(new SessionRequest(
                caller,
                usecase.dataAccountRole(),
                Purpose.BROWSE,
                SessionScope.of(nobodys()),
                DataAccountSessions.ONE_CALL,
                usecase.id(),
                newExternalId));
    }

    /**
     * The name of a bucket that does not exist, so that no cached session matches. A cached session proves nothing,
     * because the role's trust policy may have changed after the session started. The new session permits nothing else.
     */
    private static BucketName nobodys() {
        return new BucketName("proof-" + UUID.randomUUID());
    }
}

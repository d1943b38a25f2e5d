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
 * Proves that a role leads into an account, by opening a session of the role. A caller who cannot prove that learns nothing about
 * the account and cannot keep it from others.
 */
final class AccountProof {
    private final CredentialResolver credentials;

    AccountProof(CredentialResolver credentials) {
        this.credentials = credentials;
    }

    /**
     * @param newExternalId whether the server made the external id in this call
     * @throws DataException ASSUME_ROLE_DENIED if the role may not be assumed with the external id, or leads into another
     *     account; and what else {@link CredentialResolver#resolve} throws
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
     * A bucket that nobody has. A session that is at hand for another scope proves nothing, since the role may have stopped to
     * trust the server after it began; and the new one is good for nothing but the proof.
     */
    private static BucketName nobodys() {
        return new BucketName("proof-" + UUID.randomUUID());
    }
}

package io.dataaccount.core.service;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.port.CredentialResolver;

/**
 * Keeps the account that the server runs in to the use cases of that account. No use case of another account may have it as its
 * separate data account: a role there that trusts the server would let the use case's administrator into the portal's own
 * storage.
 */
final class ServerAccount {
    private final CredentialResolver credentials;

    ServerAccount(CredentialResolver credentials) {
        this.credentials = credentials;
    }

    /**
     * @throws DataException FORBIDDEN if the use case's separate data account is the server's; and what {@link
     *     CredentialResolver#ownAccount} throws
     */
    void check(Usecase usecase) {
        if (usecase.hasSeparateDataAccount()
                && credentials.ownAccount().equals(usecase.data().accountId())) {
            throw new DataException(
                    ErrorCode.FORBIDDEN,
                    "The account " + usecase.data().accountId()
                            + " is the one that this server runs in. Only a use case whose account_id it is can use it:"
                            + " choose another data_account_id, or ask a PortalAdmin to change account_id.",
                    "data_account_id",
                    null);
        }
    }
}

package io.dataaccount.core.service;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.port.CredentialResolver;

/**
 * Reserves the account that the server runs in for the use cases of that account. No use case of another account may
 * have it as its separate data account: a role there that trusts the server would give the use case's administrator
 * access to the portal's own storage.
 */
final class ServerAccount {
    private final CredentialResolver credentials;

    ServerAccount(CredentialResolver credentials) {
        this.credentials = credentials;
    }

    /**
     * Checks the separate data account of the use case.
     *
     * @throws DataException FORBIDDEN if it is the server's own account; and what {@link CredentialResolver#ownAccount}
     *     throws
     */
    void check(Usecase usecase) {
        if (usecase.hasSeparateDataAccount()
                && credentials.ownAccount().equals(usecase.data().accountId())) {
            throw new DataException(
                    ErrorCode.FORBIDDEN,
                    "The account " + usecase.data().accountId()
                            + " is the account that this server runs in. Only use cases with this account_id can use"
                            + " it: choose another data_account_id, or ask a PortalAdmin to change account_id.",
                    "data_account_id",
                    null);
        }
    }
}

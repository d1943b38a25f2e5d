package io.dataaccount.core.usecase;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.Access;
import io.dataaccount.core.model.AccountAccess;
import io.dataaccount.core.model.Caller;
import io.dataaccount.core.model.Usecase;
import io.dataaccount.core.port.AccessRequest;
import io.dataaccount.core.port.AccessRequest.Purpose;
import io.dataaccount.core.port.CredentialResolver;
import io.dataaccount.core.port.SessionScope;
import java.time.Duration;

/**
 * Proves that a role leads into an account: by opening a session of it. Whoever names an account without such a role learns
 * nothing of it, and holds it for nobody.
 */
final class AccountProof {
    private static final Duration ONE_CALL = Duration.ofMinutes(5);

    private final CredentialResolver credentials;

    AccountProof(CredentialResolver credentials) {
        this.credentials = credentials;
    }

    /**
     * @throws DataException ASSUME_ROLE_DENIED if the role may not be assumed with the external id, or leads into another
     *     account; and what else {@link CredentialResolver#resolve} throws
     */
    void prove(Caller caller, Usecase usecase) {
        AccountAccess way = usecase.dataAccess();
        Access access = credentials.resolve(
                new AccessRequest(caller, way, Purpose.BROWSE, SessionScope.ACCOUNT, ONE_CALL, usecase.id()));
        if (!access.account().equals(way.account())) {
            throw new DataException(
                    ErrorCode.ASSUME_ROLE_DENIED,
                    "The role " + access.principal() + " leads into account " + access.account() + " and not into "
                            + way.account() + ": correct data_account_id or data_account_role_arn.",
                    "data_account_role_arn",
                    null);
        }
    }
}

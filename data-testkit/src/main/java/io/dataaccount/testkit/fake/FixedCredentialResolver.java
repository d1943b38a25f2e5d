package io.dataaccount.testkit.fake;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.port.CredentialResolver;
import io.dataaccount.core.port.SessionRequest;

/**
 * Returns the same session for every request. The server's own account is the account of the session. Safe for use by
 * many threads.
 */
public record FixedCredentialResolver(AccountSession session) implements CredentialResolver {
    public FixedCredentialResolver {
        requireNonNull(session, "session is null");
    }

    @Override
    public AccountSession resolve(SessionRequest request) {
        return session;
    }

    @Override
    public boolean drop(AccountSession refused) {
        return false;
    }

    @Override
    public AccountId ownAccount() {
        return session.account();
    }
}

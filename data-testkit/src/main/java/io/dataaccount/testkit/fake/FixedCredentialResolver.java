package io.dataaccount.testkit.fake;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.Access;
import io.dataaccount.core.model.AccountId;
import io.dataaccount.core.port.AccessRequest;
import io.dataaccount.core.port.CredentialResolver;

/** Gives the same access to whatever is asked, in an account that is the server's own. Safe for use by many threads. */
public record FixedCredentialResolver(Access access) implements CredentialResolver {
    public FixedCredentialResolver {
        requireNonNull(access, "access is null");
    }

    @Override
    public Access resolve(AccessRequest request) {
        return access;
    }

    @Override
    public boolean drop(Access refused) {
        return false;
    }

    @Override
    public AccountId ownAccount() {
        return access.account();
    }
}

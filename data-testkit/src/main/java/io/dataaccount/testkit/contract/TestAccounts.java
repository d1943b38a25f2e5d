package io.dataaccount.testkit.contract;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.account.AccountRole;

/**
 * The accounts for the REST suites.
 *
 * @param own the account of a use case, with a role and an external id
 * @param data another account, the data account, with its own role and external id
 * @param ambient the server's own account, without a role
 */
public record TestAccounts(AccountRole own, AccountRole data, AccountRole ambient) {
    public TestAccounts {
        requireNonNull(own, "own is null");
        requireNonNull(data, "data is null");
        requireNonNull(ambient, "ambient is null");
    }
}

package io.dataaccount.testkit.contract;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.account.AccountRole;

/**
 * The accounts that a contract finds behind a door.
 *
 * @param own an account that a role leads into, with an external id
 * @param data another account that another role leads into, with another external id
 * @param ambient the server's own account, which needs no role
 */
public record TestAccounts(AccountRole own, AccountRole data, AccountRole ambient) {
    public TestAccounts {
        requireNonNull(own, "own is null");
        requireNonNull(data, "data is null");
        requireNonNull(ambient, "ambient is null");
    }
}

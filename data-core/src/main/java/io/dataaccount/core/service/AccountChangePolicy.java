package io.dataaccount.core.service;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserRoles;
import java.util.List;

/**
 * Keeps the administrator of one use case from leading it into accounts of others. Which account a use case is of, and the
 * way into it, is for a PortalAdmin to say; and a data account that another use case uses is for its administrators too.
 */
final class AccountChangePolicy {
    private AccountChangePolicy() {}

    /** @throws DataException FORBIDDEN if the change is of the use case's own account and the caller is no PortalAdmin */
    static void checkOwnAccount(UserRoles roles, Usecase stored, Usecase wanted) {
        if (!stored.accountRole().equals(wanted.accountRole()) && !isPortalAdmin(roles)) {
            throw new DataException(
                    ErrorCode.FORBIDDEN,
                    "account_id, cross_account_role_arn and external_id of a use case may only be changed by a PortalAdmin:"
                            + " ask one.",
                    "account_id",
                    null);
        }
    }

    /** @throws InvalidInputException if the role is one of another account: its sessions would be in that one */
    static void checkRoleOfAccount(AccountRole accountRole) {
        accountRole
                .role()
                .filter(role -> !role.account().equals(accountRole.account()))
                .ifPresent(role -> {
                    throw new InvalidInputException(
                            "cross_account_role_arn",
                            role.value(),
                            "is a role of account " + role.account() + ", but account_id is " + accountRole.account()
                                    + ": make them the same");
                });
    }

    /**
     * Where prefixes are enforced, no two use cases come to share an account without a PortalAdmin: one of them could be kept to
     * a prefix and the other not.
     *
     * @throws DataException FORBIDDEN if one of the others uses the account of the wanted data, and the caller is UseCaseAdmin
     *     in not all that do, or prefixes are enforced
     */
    static void checkNobodyElses(UserRoles roles, Usecase wanted, List<Usecase> others, boolean prefixesEnforced) {
        AccountId account = wanted.dataAccountId();
        if (others.stream()
                .filter(other -> uses(other, account))
                .anyMatch(other -> prefixesEnforced || !roles.include(Role.USE_CASE_ADMIN, RoleScope.of(other.id())))) {
            throw new DataException(
                    ErrorCode.FORBIDDEN,
                    prefixesEnforced
                            ? "The account " + account
                                    + " is used by another use case, and this server keeps use cases to"
                                    + " prefixes: ask a PortalAdmin to share it."
                            : "The account " + account
                                    + " belongs to another use case, of which you are no UseCaseAdmin: ask a"
                                    + " PortalAdmin to share it.",
                    "data_account_id",
                    null);
        }
    }

    static boolean isPortalAdmin(UserRoles roles) {
        return roles.include(Role.PORTAL_ADMIN, RoleScope.GLOBAL);
    }

    private static boolean uses(Usecase usecase, AccountId account) {
        return usecase.accountRole().account().equals(account)
                || account.equals(usecase.data().accountId());
    }
}

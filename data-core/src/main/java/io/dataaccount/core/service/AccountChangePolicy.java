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
import io.dataaccount.core.port.OtherUsecases;

/**
 * Prevents an administrator of one use case from pointing it to accounts of other use cases. Only a PortalAdmin may
 * change the use case's own account, role and external id. To use a data account that another use case uses, the caller
 * must be an administrator of that use case too.
 */
final class AccountChangePolicy {
    private AccountChangePolicy() {}

    /**
     * Checks a change of the use case's own account, role or external id.
     *
     * @throws DataException FORBIDDEN if one of them changes and the caller is no PortalAdmin
     */
    static void checkOwnAccount(UserRoles roles, Usecase stored, Usecase wanted) {
        if (!stored.accountRole().equals(wanted.accountRole()) && !isPortalAdmin(roles)) {
            throw new DataException(
                    ErrorCode.FORBIDDEN,
                    "Only a PortalAdmin may change account_id, cross_account_role_arn and external_id of a use case:"
                            + " ask a PortalAdmin.",
                    "account_id",
                    null);
        }
    }

    /**
     * Checks that the role belongs to the account; otherwise its sessions would be sessions of the other account.
     *
     * @throws InvalidInputException {@code cross_account_role_arn}, if the role belongs to another account
     */
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
     * Checks that the caller may use a data account that other use cases use. If prefixes are enforced, only a
     * PortalAdmin may let use cases share an account, because one of them could be limited to a prefix and the other
     * one not.
     *
     * @throws DataException FORBIDDEN if another use case uses the account of the wanted data, and either prefixes are
     *     enforced or the caller is not UseCaseAdmin in every such use case
     */
    static void checkNobodyElses(UserRoles roles, Usecase wanted, OtherUsecases others, boolean prefixesEnforced) {
        AccountId account = wanted.dataAccountId();
        if (others.ofAccount(account).stream()
                .anyMatch(other -> prefixesEnforced || !roles.include(Role.USE_CASE_ADMIN, RoleScope.of(other.id())))) {
            throw new DataException(
                    ErrorCode.FORBIDDEN,
                    prefixesEnforced
                            ? "The account " + account
                                    + " is used by another use case, and this server limits use cases to"
                                    + " prefixes: ask a PortalAdmin to share it."
                            : "The account " + account
                                    + " is used by another use case, in which you are not UseCaseAdmin: ask a"
                                    + " PortalAdmin to share it.",
                    "data_account_id",
                    null);
        }
    }

    static boolean isPortalAdmin(UserRoles roles) {
        return roles.include(Role.PORTAL_ADMIN, RoleScope.GLOBAL);
    }
}

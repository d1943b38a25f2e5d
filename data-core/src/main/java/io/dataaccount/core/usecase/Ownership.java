package io.dataaccount.core.usecase;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.AccountId;
import io.dataaccount.core.model.Caller;
import io.dataaccount.core.model.DataAccount;
import io.dataaccount.core.model.Role;
import io.dataaccount.core.model.RoleScope;
import io.dataaccount.core.model.Usecase;
import io.dataaccount.core.model.UserRoles;
import io.dataaccount.core.port.UsecaseRepository;

/**
 * Keeps the administrator of one use case from leading it into accounts of others. Which account a use case is of, and the
 * way into it, is for a PortalAdmin to say; and a data account that another use case uses is for its administrators too.
 */
final class Ownership {
    private final Permissions permissions;
    private final UsecaseRepository usecases;

    Ownership(Permissions permissions, UsecaseRepository usecases) {
        this.permissions = permissions;
        this.usecases = usecases;
    }

    /** @throws DataException FORBIDDEN if the caller may not change the one into the other */
    void check(Caller caller, Usecase stored, Usecase wanted) {
        boolean ownAccount = !stored.access().equals(wanted.access());
        boolean dataAccount = wanted.hasSeparateDataAccount() && leadsElsewhere(stored.data(), wanted.data());
        if (!ownAccount && !dataAccount) {
            return;
        }
        UserRoles roles = permissions.of(caller);
        if (roles.include(Role.PORTAL_ADMIN, RoleScope.GLOBAL)) {
            return;
        }
        if (ownAccount) {
            throw new DataException(
                    ErrorCode.FORBIDDEN,
                    "account_id, cross_account_role_arn and external_id of a use case may only be changed by a PortalAdmin:"
                            + " ask one.",
                    "account_id",
                    null);
        }
        AccountId account = wanted.dataAccess().account();
        boolean othersUseIt = usecases.list().stream()
                .filter(other -> !other.id().equals(wanted.id()))
                .filter(other -> other.access().account().equals(account)
                        || account.equals(other.data().accountId()))
                .anyMatch(other -> !roles.include(Role.USE_CASE_ADMIN, RoleScope.of(other.id())));
        if (othersUseIt) {
            throw new DataException(
                    ErrorCode.FORBIDDEN,
                    "The account " + account + " belongs to another use case, of which you are no UseCaseAdmin: ask a"
                            + " PortalAdmin to share it.",
                    "data_account_id",
                    null);
        }
    }

    private static boolean leadsElsewhere(DataAccount stored, DataAccount wanted) {
        return !way(stored).equals(way(wanted));
    }

    /** What of the settings leads into the account. */
    private static DataAccount way(DataAccount data) {
        return new DataAccount(data.accountId(), data.roleArn(), data.externalId(), null, null);
    }
}

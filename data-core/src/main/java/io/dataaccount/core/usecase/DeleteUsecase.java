package io.dataaccount.core.usecase;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.Caller;
import io.dataaccount.core.model.RoleScope;
import io.dataaccount.core.model.UsecaseId;
import io.dataaccount.core.port.UsecaseRepository;

/**
 * Removes a use case from the portal, and the roles in it first, so that nobody has one in a later use case of the same
 * id. Its buckets and what is in them stay.
 */
public final class DeleteUsecase {
    private final Guard guard;
    private final UsecaseRepository usecases;
    private final RoleEditor roles;

    DeleteUsecase(Guard guard, UsecaseRepository usecases, RoleEditor roles) {
        this.guard = guard;
        this.usecases = usecases;
        this.roles = roles;
    }

    /** @throws DataException FORBIDDEN; USECASE_NOT_FOUND; CONFLICT if someone changes a role in it meanwhile */
    public void run(Caller caller, UsecaseId id) {
        RoleScope scope = RoleScope.of(id);
        guard.call(caller, Action.DELETE_USECASE, scope).run(call -> {
            roles.checkExists(scope);
            roles.removeAll(scope);
            usecases.delete(id);
            return id;
        });
    }
}

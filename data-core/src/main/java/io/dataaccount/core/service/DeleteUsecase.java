package io.dataaccount.core.service;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.port.RoleAssignments;
import io.dataaccount.core.port.UsecaseErrors;
import io.dataaccount.core.port.UsecaseRepository;

/**
 * Deletes a use case and then its roles. Without the use case no role in it can be written, so no role is left at the
 * end. Until then, no use case with the same id can be created. Buckets and objects are kept. Safe for use by many
 * threads.
 */
public final class DeleteUsecase {
    private final Authorizer authorizer;
    private final UsecaseRepository usecases;
    private final RoleAssignments roles;

    DeleteUsecase(Authorizer authorizer, UsecaseRepository usecases, RoleAssignments roles) {
        this.authorizer = authorizer;
        this.usecases = usecases;
        this.roles = roles;
    }

    /**
     * Deletes the use case. After a failure, the same call completes the deletion.
     *
     * @throws DataException FORBIDDEN; USECASE_NOT_FOUND if neither the use case nor a role in it exists
     */
    public void run(Caller caller, UsecaseId id) {
        authorizer.call(caller, Action.DELETE_USECASE, RoleScope.of(id)).run(call -> {
            boolean found = delete(id);
            int removed = removeOrphans(id);
            if (!found && removed == 0) {
                throw UsecaseErrors.notFound(id);
            }
            return id;
        });
    }

    /** Returns whether the use case existed. If not, roles of an earlier deletion may be left. */
    private boolean delete(UsecaseId id) {
        try {
            usecases.delete(id);
            return true;
        } catch (DataException e) {
            if (e.code() != ErrorCode.USECASE_NOT_FOUND) {
                throw e;
            }
            return false;
        }
    }

    /**
     * Removes the roles. The id may be in use again: a use case is created only if no role is left, so existing roles
     * then belong to the new one.
     */
    private int removeOrphans(UsecaseId id) {
        try {
            return roles.removeOrphans(id);
        } catch (DataException e) {
            if (e.code() != ErrorCode.CONFLICT || !isStored(id)) {
                throw e;
            }
            return 0;
        }
    }

    private boolean isStored(UsecaseId id) {
        try {
            return usecases.find(id).isPresent();
        } catch (DataException e) {
            if (e.code() != ErrorCode.UNREADABLE_USECASE) {
                throw e;
            }
            return true;
        }
    }
}

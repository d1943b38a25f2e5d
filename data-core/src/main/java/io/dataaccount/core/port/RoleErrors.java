package io.dataaccount.core.port;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.RoleAssignment;

/** The refusals that every store of role assignments has in common. */
public final class RoleErrors {
    private RoleErrors() {}

    /** What was to be removed belongs to a use case that is there. */
    public static DataException usecaseExists(UsecaseId usecase) {
        return new DataException(
                ErrorCode.CONFLICT,
                "The use case '" + usecase + "' is there, so its roles are not left over: delete it first.");
    }

    public static DataException conflict(RoleAssignment assignment) {
        return new DataException(
                ErrorCode.CONFLICT,
                "The role of '" + assignment.user() + "' in '" + assignment.scope()
                        + "' was changed by someone else meanwhile: read it again and repeat your change.");
    }
}

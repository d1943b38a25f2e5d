package io.dataaccount.core.port;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.RoleAssignment;

/** The errors that every store of role assignments throws. */
public final class RoleErrors {
    private RoleErrors() {}

    /** The assignments to remove belong to a use case that exists. */
    public static DataException usecaseExists(UsecaseId usecase) {
        return new DataException(
                ErrorCode.CONFLICT,
                "The use case '" + usecase + "' exists, so its roles cannot be removed: delete the use case first.");
    }

    /** The role changed after it was read. */
    public static DataException conflict(RoleAssignment assignment) {
        return new DataException(
                ErrorCode.CONFLICT,
                "The role of '" + assignment.user() + "' in '" + assignment.scope()
                        + "' was changed by someone else meanwhile: read it again and repeat your change.");
    }
}

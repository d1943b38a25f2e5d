package io.dataaccount.core.port;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.RoleAssignment;

/** The refusals that every store of role assignments has in common. */
public final class RoleErrors {
    private RoleErrors() {}

    public static DataException conflict(RoleAssignment assignment) {
        return new DataException(
                ErrorCode.CONFLICT,
                "The role of '" + assignment.user() + "' in '" + assignment.scope()
                        + "' was changed by someone else meanwhile: read it again and repeat your change.");
    }
}

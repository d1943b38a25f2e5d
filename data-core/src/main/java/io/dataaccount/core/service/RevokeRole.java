package io.dataaccount.core.service;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;

/** Takes away the role that a user has in a use case, or everywhere. It counts no longer from the next call on. */
public final class RevokeRole {
    private final Authorizer authorizer;
    private final RoleEditor editor;

    RevokeRole(Authorizer authorizer, RoleEditor editor) {
        this.authorizer = authorizer;
        this.editor = editor;
    }

    /**
     * What the user had.
     *
     * @throws DataException FORBIDDEN, also if the user's role is higher than the caller's own; ROLE_NOT_FOUND; CONFLICT if
     *     someone else changed it meanwhile, or if the use case would lose its last UseCaseAdmin and the caller is no
     *     PortalAdmin
     */
    public RoleAssignment run(Caller caller, Command command) {
        return authorizer
                .call(caller, Action.REVOKE_ROLE, command.scope())
                .on("user", command.user())
                .run(call -> revoke(call, command));
    }

    private RoleAssignment revoke(AuthorizedCall call, Command command) {
        RoleAssignment seen = editor.present(call, command.user(), command.scope())
                .orElseThrow(() -> new DataException(
                        ErrorCode.ROLE_NOT_FOUND,
                        "The user '" + command.user() + "' has no role in '" + command.scope()
                                + "' that could be revoked: list the roles there.",
                        "user_id",
                        null));
        editor.remove(call, seen);
        return seen;
    }

    public record Command(RoleScope scope, UserId user) {
        public Command {
            requireNonNull(scope, "scope is null");
            requireNonNull(user, "user is null");
        }
    }
}

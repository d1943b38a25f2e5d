package io.dataaccount.core.service;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;

/**
 * Revokes a user's role in a use case, or the global one. The role no longer applies from the next call on. Safe for
 * use by many threads.
 */
public final class RevokeRole {
    private final Authorizer authorizer;
    private final RoleEditor editor;

    RevokeRole(Authorizer authorizer, RoleEditor editor) {
        this.authorizer = authorizer;
        this.editor = editor;
    }

    /**
     * Revokes the role.
     *
     * @return the revoked assignment
     * @throws DataException FORBIDDEN, also if the user's role is higher than the caller's own; ROLE_NOT_FOUND;
     *     CONFLICT if the role changed meanwhile, or if the use case would lose its last UseCaseAdmin and the caller is
     *     no PortalAdmin
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

    /**
     * The role to revoke.
     *
     * @param scope the use case, or all use cases
     * @param user the user whose role is revoked
     */
    public record Command(RoleScope scope, UserId user) {
        public Command {
            requireNonNull(scope, "scope is null");
            requireNonNull(user, "user is null");
        }
    }
}

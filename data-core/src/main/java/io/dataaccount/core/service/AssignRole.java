package io.dataaccount.core.service;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import java.util.Optional;

/**
 * Assigns a role to a user in a use case or globally. It replaces the role that the user has in that scope. Safe for
 * use by many threads.
 */
public final class AssignRole {
    private final Authorizer authorizer;
    private final RoleEditor editor;

    AssignRole(Authorizer authorizer, RoleEditor editor) {
        this.authorizer = authorizer;
        this.editor = editor;
    }

    /**
     * Assigns the role. If the user has it already, nothing is written.
     *
     * @throws DataException FORBIDDEN, also if the new or the current role of the user is higher than the caller's own;
     *     USECASE_NOT_FOUND; CONFLICT if the user's role changed meanwhile, or if the use case would lose its last
     *     UseCaseAdmin and the caller is no PortalAdmin
     */
    public Result run(Caller caller, Command command) {
        return authorizer
                .call(caller, Action.ASSIGN_ROLE, command.scope())
                .on("user", command.user())
                .with("role", command.role())
                .run(call -> assign(call, caller, command));
    }

    private Result assign(AuthorizedCall call, Caller caller, Command command) {
        RoleEditor.checkRank(call.role(), command.role());
        Optional<RoleAssignment> seen = editor.present(call, command.user(), command.scope());
        if (seen.isPresent() && seen.get().role() == command.role()) {
            return new Result(seen.get(), false);
        }
        RoleAssignment wanted =
                new RoleAssignment(command.user(), command.scope(), command.role(), caller.userId(), editor.now());
        editor.store(call, seen, wanted);
        return new Result(wanted, seen.isEmpty());
    }

    /**
     * The role to assign.
     *
     * @param scope the use case, or all use cases
     * @param user the user who gets the role
     * @param role the role to assign; PortalAdmin only for all use cases
     */
    public record Command(RoleScope scope, UserId user, Role role) {
        public Command {
            requireNonNull(scope, "scope is null");
            requireNonNull(user, "user is null");
            requireNonNull(role, "role is null");
            if (role == Role.PORTAL_ADMIN && !scope.isGlobal()) {
                throw new InvalidInputException(
                        "role",
                        role.id(),
                        "applies to the whole portal only: assign it for global, or assign UseCaseAdmin here");
            }
        }
    }

    /**
     * The stored assignment.
     *
     * @param assignment the assignment that is stored now
     * @param created whether the user had no role in the scope before
     */
    public record Result(RoleAssignment assignment, boolean created) {}
}

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

/** Gives a user a role in a use case, or everywhere, in place of the one that the user has there. */
public final class AssignRole {
    private final Authorizer authorizer;
    private final RoleEditor editor;

    AssignRole(Authorizer authorizer, RoleEditor editor) {
        this.authorizer = authorizer;
        this.editor = editor;
    }

    /**
     * @throws DataException FORBIDDEN, also if the role, or the one that the user has, is higher than the caller's own;
     *     USECASE_NOT_FOUND; CONFLICT if someone else changed the user's role meanwhile, or if the use case would lose its
     *     last UseCaseAdmin and the caller is no PortalAdmin
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

    public record Command(RoleScope scope, UserId user, Role role) {
        public Command {
            requireNonNull(scope, "scope is null");
            requireNonNull(user, "user is null");
            requireNonNull(role, "role is null");
            if (role == Role.PORTAL_ADMIN && !scope.isGlobal()) {
                throw new InvalidInputException(
                        "role",
                        role.id(),
                        "counts in the whole portal only: assign it for global, or assign UseCaseAdmin here");
            }
        }
    }

    /** @param created whether the user had no role there before */
    public record Result(RoleAssignment assignment, boolean created) {}
}

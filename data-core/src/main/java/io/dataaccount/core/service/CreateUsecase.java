package io.dataaccount.core.service;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.port.RoleAssignments;
import io.dataaccount.core.port.UsecaseErrors;
import io.dataaccount.core.port.UsecaseRepository;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Creates a use case. */
public final class CreateUsecase {
    private final Authorizer authorizer;
    private final UsecaseRepository usecases;
    private final RoleAssignments roles;
    private final UsecaseEditor editor;

    CreateUsecase(Authorizer authorizer, UsecaseRepository usecases, RoleAssignments roles, UsecaseEditor editor) {
        this.roles = roles;
        this.authorizer = authorizer;
        this.usecases = usecases;
        this.editor = editor;
    }

    /**
     * The use case as it is now stored.
     *
     * @throws DataException FORBIDDEN, also if its separate data account is the server's own; USECASE_EXISTS, also for an id that
     *     {@linkplain UsecaseId#looksLike looks like} another; CONFLICT if roles in an earlier use case of the id are left, if
     *     another use case has the external id for another account, or if the boundary overlaps that of another use case; INCOMPLETE_CONFIGURATION if the settings
     *     do not fit together
     */
    public Usecase run(Caller caller, Command command) {
        return authorizer
                .globalCall(caller, Action.CREATE_USECASE, command.id())
                .with("account_id", command.accountRole().account())
                .run(call -> create(call, command));
    }

    private Usecase create(AuthorizedCall call, Command command) {
        Instant now = editor.now();
        Usecase usecase = new Usecase(
                command.id(),
                command.name(),
                command.accountRole(),
                command.bucket(),
                command.sagemakerRoleArn(),
                command.data(),
                command.attributes(),
                now,
                now);
        editor.create(call, usecase, () -> checkFree(command.id()));
        return usecase;
    }

    /** Whoever had a role in a deleted use case must not get into a later one of its id. */
    private void checkFree(UsecaseId id) {
        if (usecases.find(id).isPresent()) {
            throw UsecaseErrors.exists(id);
        }
        if (roles.anyIn(RoleScope.of(id))) {
            throw new DataException(
                    ErrorCode.CONFLICT,
                    "There are still roles in an earlier use case '" + id
                            + "': delete that use case once more to remove them, or choose another id.",
                    "usecase_id",
                    null);
        }
    }

    /** The use case without the times, which are the server's to say. */
    public record Command(
            UsecaseId id,
            String name,
            AccountRole accountRole,
            @Nullable BucketName bucket,
            @Nullable RoleArn sagemakerRoleArn,
            DataAccount data,
            Map<String, Object> attributes) {
        /** @throws InvalidInputException for an id that no new use case may have, or attributes that break a rule */
        public Command {
            id.checkNew();
            AttributeRules.check(attributes);
        }
    }
}

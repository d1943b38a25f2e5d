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

/** Creates a use case. Safe for use by many threads. */
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
     * Stores the new use case.
     *
     * @return the use case as stored now
     * @throws DataException FORBIDDEN, also if its separate data account is the server's own; USECASE_EXISTS, also for
     *     an id that {@linkplain UsecaseId#looksLike looks like} another; CONFLICT if roles of an earlier use case with
     *     the id still exist, if another use case uses the external id for another account, or if the prefix boundary
     *     overlaps that of another use case; INCOMPLETE_CONFIGURATION if the settings do not fit together
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

    /**
     * Checks that no use case and no role with the id exists. A role from a deleted use case must not apply to a new
     * one with the same id.
     */
    private void checkFree(UsecaseId id) {
        if (usecases.find(id).isPresent()) {
            throw UsecaseErrors.exists(id);
        }
        if (roles.anyIn(RoleScope.of(id))) {
            throw new DataException(
                    ErrorCode.CONFLICT,
                    "Roles of an earlier use case '" + id
                            + "' still exist: delete that use case again to remove them, or choose another id.",
                    "usecase_id",
                    null);
        }
    }

    /**
     * The new use case. The server sets its times.
     *
     * @param id the id of the use case
     * @param name the name for people, 1 to 256 characters and not blank
     * @param accountRole the use case's own account, with the role and external id for it
     * @param bucket the use case's own bucket, or null
     * @param sagemakerRoleArn the role that its training jobs run as, or null
     * @param data the settings of its data account
     * @param attributes the further attributes, within {@link AttributeRules}
     */
    public record Command(
            UsecaseId id,
            String name,
            AccountRole accountRole,
            @Nullable BucketName bucket,
            @Nullable RoleArn sagemakerRoleArn,
            DataAccount data,
            Map<String, Object> attributes) {
        /** @throws InvalidInputException for an id that a new use case may not have, or attributes that break a rule */
        public Command {
            id.checkNew();
            AttributeRules.check(attributes);
        }
    }
}

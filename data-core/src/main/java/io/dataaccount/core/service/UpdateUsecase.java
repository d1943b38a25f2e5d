package io.dataaccount.core.service;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Changes a use case. Fields that the call does not name keep their values. Safe for use by many threads. */
public final class UpdateUsecase {
    private final Authorizer authorizer;
    private final UsecaseEditor editor;
    private final AccountProof proof;

    UpdateUsecase(Authorizer authorizer, UsecaseEditor editor, AccountProof proof) {
        this.authorizer = authorizer;
        this.editor = editor;
        this.proof = proof;
    }

    /**
     * Stores the change.
     *
     * <p>If the change sets another separate data account, role or external id, access must be proven as in
     * {@link ConfigureDataAccount}, unless the caller is a PortalAdmin.
     *
     * @return the use case as stored now
     * @throws DataException FORBIDDEN, also if only a PortalAdmin may make the change; USECASE_NOT_FOUND;
     *     INCOMPLETE_CONFIGURATION if the settings do not fit together; ASSUME_ROLE_DENIED if access to a separate data
     *     account cannot be proven; CONFLICT if the use case changed since {@link Command#readAt} or during this call,
     *     or if the settings conflict with those of another use case; TOO_MANY_REQUESTS if the caller has tried too
     *     many external ids
     */
    public Usecase run(Caller caller, Command command) {
        return authorizer
                .call(caller, Action.UPDATE_USECASE, command.usecaseId())
                .withNames("fields", command.change().names())
                .run(call -> editor.edit(
                        call,
                        command.usecaseId(),
                        (stored, now) -> change(command, stored, now),
                        null,
                        (roles, wanted) -> {
                            if (!AccountChangePolicy.isPortalAdmin(roles)) {
                                proof.prove(caller, wanted, false);
                            }
                        }));
    }

    private static Usecase change(Command command, Usecase stored, Instant now) {
        if (command.readAt() != null && !command.readAt().equals(stored.updatedAt())) {
            throw new DataException(
                    ErrorCode.CONFLICT,
                    "The use case '" + stored.id() + "' was changed at " + stored.updatedAt()
                            + ", after the updated_at that you sent: read it again and repeat your change.",
                    "updated_at",
                    null);
        }
        return command.change().applyTo(stored, now);
    }

    /**
     * The change.
     *
     * @param usecaseId the use case
     * @param change the fields to change
     * @param readAt the {@code updatedAt} that the caller has read, which must still be the stored one; null for any
     */
    public record Command(
            UsecaseId usecaseId,
            UsecaseChange change,
            @Nullable Instant readAt) {
        public Command {
            requireNonNull(usecaseId, "usecaseId is null");
            requireNonNull(change, "change is null");
        }
    }
}

package io.dataaccount.core.service;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Changes a use case; what the call does not name stays as it is. */
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
     * The use case as it is now stored.
     *
     * <p>A new way into a separate data account is proven as {@link ConfigureDataAccount} proves it, unless the caller is a
     * PortalAdmin.
     *
     * @throws DataException FORBIDDEN, also if only a PortalAdmin may change what is changed; USECASE_NOT_FOUND;
     *     INCOMPLETE_CONFIGURATION if the settings would not fit together; ASSUME_ROLE_DENIED if a new way into a separate data
     *     account is not proven; CONFLICT if someone else changed the use case since {@link Command#readAt}, or while this call
     *     ran, or if the settings are in the way of another use case's
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

    /** @param readAt the {@code updatedAt} that the caller has read and that must still be so, or null for any */
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

package io.dataaccount.core.usecase;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.InvalidInput;
import io.dataaccount.core.model.Caller;
import io.dataaccount.core.model.Usecase;
import io.dataaccount.core.model.UsecaseId;

/** Sets where the data of a use case lives. */
public final class ConfigureDataAccount {
    private final Guard guard;
    private final UsecaseEditor editor;
    private final Ownership ownership;

    ConfigureDataAccount(Guard guard, UsecaseEditor editor, Ownership ownership) {
        this.guard = guard;
        this.ownership = ownership;
        this.editor = editor;
    }

    /**
     * The use case as it is now stored.
     *
     * @throws DataException FORBIDDEN, also if the data account is one that others use; USECASE_NOT_FOUND; INCOMPLETE_CONFIGURATION if the settings would not fit together, and then
     *     nothing is stored; CONFLICT if someone else changed the use case meanwhile
     */
    public Usecase run(Caller caller, Command command) {
        return guard.call(caller, Action.CONFIGURE_DATA_ACCOUNT, command.usecaseId())
                .with("fields", String.join(", ", command.change().names()))
                .run(call -> editor.edit(
                        command.usecaseId(),
                        (stored, now) -> stored.withData(command.change().on(stored.data()), now),
                        (stored, wanted) -> ownership.check(caller, stored, wanted)));
    }

    public record Command(UsecaseId usecaseId, DataAccountChange change) {
        public Command {
            requireNonNull(usecaseId, "usecaseId is null");
            if (change.isEmpty()) {
                throw InvalidInput.withoutValue(
                        "data_account_id",
                        "is not given, nor is data_account_role_arn, data_account_external_id, data_s3_bucket or"
                                + " data_s3_prefix: give at least one of them");
            }
        }
    }
}

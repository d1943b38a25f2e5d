package io.dataaccount.core.service;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.core.port.CredentialResolver;
import io.dataaccount.core.port.SessionRequest.Purpose;
import org.jspecify.annotations.Nullable;

/** Creates a folder: the zero-byte object that represents it. Safe for use by many threads. */
public final class CreateFolder {
    private final Authorizer authorizer;
    private final DataAccountSessions sessions;
    private final BucketStore store;

    CreateFolder(Authorizer authorizer, DataAccountSessions sessions, BucketStore store) {
        this.authorizer = authorizer;
        this.sessions = sessions;
        this.store = store;
    }

    /**
     * Creates the folder. If it exists, does nothing.
     *
     * @throws DataException FORBIDDEN; BUCKET_NOT_FOUND; and what {@link BucketStore} and {@link CredentialResolver}
     *     throw
     */
    public Result run(Caller caller, Command command) {
        return authorizer
                .call(caller, Action.CREATE_FOLDER, command.usecaseId())
                .on("folder", command.folder())
                .run(call -> create(call, caller, command));
    }

    private Result create(AuthorizedCall call, Caller caller, Command command) {
        Usecase usecase = sessions.usecase(command.usecaseId());
        TargetLocation target = sessions.target(usecase, command.bucket(), command.folder(), "folder_path");
        call.with("bucket", target.bucket());
        AccountSession session = sessions.open(caller, usecase, Purpose.UPLOAD, target.scope());
        boolean created = store.createFolder(session, sessions.bucket(session, target.bucket()), command.folder());
        return new Result(target.bucket(), command.folder(), created);
    }

    /**
     * The folder to create.
     *
     * @param usecaseId the use case
     * @param bucket the bucket, or null for the data bucket
     * @param folder the folder; not the root
     */
    public record Command(UsecaseId usecaseId, @Nullable BucketName bucket, Prefix folder) {
        /**
         * @throws InvalidInputException {@code folder_path}, if the folder is the root or breaks a rule for names to
         *     write
         */
        public Command {
            requireNonNull(usecaseId, "usecaseId is null");
            if (folder.isRoot()) {
                throw InvalidInputException.withoutValue("folder_path", "must not be empty: the root always exists");
            }
            folder.checkedToWrite("folder_path");
        }
    }

    /**
     * The folder.
     *
     * @param bucket the bucket that contains it
     * @param folder the folder
     * @param created false if the folder existed already
     */
    public record Result(BucketName bucket, Prefix folder, boolean created) {}
}

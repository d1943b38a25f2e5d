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
import io.dataaccount.core.port.SessionRequest.Purpose;
import org.jspecify.annotations.Nullable;

/** Creates a folder, that is the zero-byte object that stands for it. */
public final class CreateFolder {
    private final Authorizer authorizer;
    private final DataAccountSessions sessions;
    private final BucketStore store;

    CreateFolder(Authorizer authorizer, DataAccountSessions sessions, BucketStore store) {
        this.authorizer = authorizer;
        this.sessions = sessions;
        this.store = store;
    }

    /** @throws DataException FORBIDDEN; BUCKET_NOT_FOUND; and what {@link BucketStore} and the credentials may refuse */
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

    /** Without a bucket the data bucket is meant. */
    public record Command(UsecaseId usecaseId, @Nullable BucketName bucket, Prefix folder) {
        public Command {
            requireNonNull(usecaseId, "usecaseId is null");
            if (folder.isRoot()) {
                throw InvalidInputException.withoutValue("folder_path", "must not be empty: the root is always there");
            }
            folder.checkedToWrite("folder_path");
        }
    }

    /** @param created false if the folder was there already */
    public record Result(BucketName bucket, Prefix folder, boolean created) {}
}

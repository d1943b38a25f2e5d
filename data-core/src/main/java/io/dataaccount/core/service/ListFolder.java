package io.dataaccount.core.service;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.FileSummary;
import io.dataaccount.core.model.object.FolderPage;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageToken;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.core.port.CredentialResolver;
import io.dataaccount.core.port.SessionRequest.Purpose;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists the direct contents of a folder, without the folder's own marker object. Safe for use by many threads. */
public final class ListFolder {
    private final Authorizer authorizer;
    private final DataAccountSessions sessions;
    private final BucketStore store;

    ListFolder(Authorizer authorizer, DataAccountSessions sessions, BucketStore store) {
        this.authorizer = authorizer;
        this.sessions = sessions;
        this.store = store;
    }

    /**
     * Returns one page of the folder.
     *
     * @throws DataException FORBIDDEN; BUCKET_NOT_FOUND; and what {@link BucketStore} and {@link CredentialResolver}
     *     throw
     */
    public Result run(Caller caller, Command command) {
        return authorizer
                .call(caller, Action.LIST_FOLDER, command.usecaseId())
                .run(call -> list(call, caller, command));
    }

    private Result list(AuthorizedCall call, Caller caller, Command command) {
        Usecase usecase = sessions.usecase(command.usecaseId());
        TargetLocation target = sessions.target(usecase, command.bucket(), command.prefix(), "prefix");
        call.on("folder", target.prefix()).with("bucket", target.bucket());
        AccountSession session = sessions.open(caller, usecase, Purpose.BROWSE, target.scope());
        FolderPage page =
                store.list(session, sessions.bucket(session, target.bucket()), target.prefix(), command.page());
        String marker = target.prefix().value();
        List<FileSummary> files =
                page.files().stream().filter(file -> !file.key().equals(marker)).toList();
        return new Result(target.bucket(), target.prefix(), page.folders(), files, page.next());
    }

    /**
     * The page to return.
     *
     * @param usecaseId the use case
     * @param bucket the bucket, or null for the data bucket
     * @param prefix the folder; null for the default prefix if the bucket is null too, else for the root
     * @param page the page
     */
    public record Command(
            UsecaseId usecaseId,
            @Nullable BucketName bucket,
            @Nullable Prefix prefix,
            PageRequest page) {
        public Command {
            requireNonNull(usecaseId, "usecaseId is null");
            requireNonNull(page, "page is null");
        }
    }

    /**
     * One page of a folder. Each list is in the order of the keys' UTF-8 bytes.
     *
     * @param bucket the bucket
     * @param prefix the folder
     * @param folders full prefixes, each with a trailing slash
     * @param files the objects of the folder
     * @param next the token of the next page; empty on the last page
     */
    public record Result(
            BucketName bucket,
            Prefix prefix,
            List<String> folders,
            List<FileSummary> files,
            Optional<PageToken> next) {}
}

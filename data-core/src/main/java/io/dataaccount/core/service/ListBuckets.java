package io.dataaccount.core.service;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.bucket.BucketSummary;
import io.dataaccount.core.model.page.Page;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.core.port.CredentialResolver;
import io.dataaccount.core.port.SessionRequest.Purpose;
import io.dataaccount.core.port.SessionScope;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lists the buckets of a use case's data account. If the use case is limited to a prefix, it lists only the bucket of
 * that prefix. Safe for use by many threads.
 */
public final class ListBuckets {
    private final Authorizer authorizer;
    private final DataAccountSessions sessions;
    private final BucketStore store;

    ListBuckets(Authorizer authorizer, DataAccountSessions sessions, BucketStore store) {
        this.authorizer = authorizer;
        this.sessions = sessions;
        this.store = store;
    }

    /**
     * Returns one page, ordered by name.
     *
     * @throws DataException FORBIDDEN; and what {@link BucketStore} and {@link CredentialResolver} throw
     */
    public Result run(Caller caller, Command command) {
        return authorizer.call(caller, Action.LIST_BUCKETS, command.usecaseId()).run(call -> list(caller, command));
    }

    private Result list(Caller caller, Command command) {
        Usecase usecase = sessions.usecase(command.usecaseId());
        Optional<BucketName> only = sessions.onlyBucket(usecase);
        AccountSession session = sessions.open(caller, usecase, Purpose.BROWSE, SessionScope.ACCOUNT);
        Page<BucketSummary> found = only.map(name -> only(session, name, command))
                .orElseGet(() -> store.buckets(session, command.namePrefix(), command.page()));
        sessions.seen(session, found.items());
        return new Result(
                found, usecase.dataBucket(), session.account(), usecase.data().roleArn() != null);
    }

    /**
     * The page with the only bucket, if it exists and matches the request. Names are ordered, so it is the first one
     * that begins with its own name.
     */
    private Page<BucketSummary> only(AccountSession session, BucketName name, Command command) {
        if (!name.value().startsWith(command.namePrefix())
                || command.page().after().isPresent()) {
            return new Page<>(List.of(), null);
        }
        return new Page<>(
                store.buckets(session, name.value(), command.page()).items().stream()
                        .filter(bucket -> bucket.name().equals(name.value()))
                        .toList(),
                null);
    }

    /**
     * The page to return.
     *
     * @param usecaseId the use case
     * @param namePrefix the beginning of the names; empty for all buckets
     * @param page the page
     */
    public record Command(UsecaseId usecaseId, String namePrefix, PageRequest page) {
        private static final Pattern NAME_PREFIX = Pattern.compile("[a-z0-9.-]{0,63}");

        public Command {
            requireNonNull(usecaseId, "usecaseId is null");
            requireNonNull(page, "page is null");
            if (!NAME_PREFIX.matcher(namePrefix).matches()) {
                throw new InvalidInputException(
                        "prefix", namePrefix, "must be the beginning of a bucket name: a-z 0-9 . -");
            }
        }
    }

    /**
     * One page of buckets.
     *
     * @param buckets the buckets, ordered by name
     * @param currentDataBucket the data bucket of the use case, if there is one
     * @param targetAccount the account that the buckets belong to
     * @param hasDataAccountRole whether the use case has its own role for the data account
     */
    public record Result(
            Page<BucketSummary> buckets,
            Optional<BucketName> currentDataBucket,
            AccountId targetAccount,
            boolean hasDataAccountRole) {}
}

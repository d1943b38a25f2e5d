package io.dataaccount.core.service;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.bucket.BucketSummary;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.core.port.CredentialResolver;
import io.dataaccount.core.port.SessionRequest;
import io.dataaccount.core.port.SessionRequest.Purpose;
import io.dataaccount.core.port.SessionScope;
import io.dataaccount.core.port.UsecaseErrors;
import io.dataaccount.core.port.UsecaseRepository;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first steps of every data call: reads the use case, checks its limits and starts a session. Safe for use by many
 * threads.
 */
final class DataAccountSessions {
    /** Long enough for any call to finish. Calls that issue URLs request a session that lasts as long as the URLs. */
    static final Duration ONE_CALL = Duration.ofMinutes(5);

    private final UsecaseRepository usecases;
    private final CredentialResolver credentials;
    private final ServerAccount serverAccount;
    private final PrefixBoundary boundary;
    private final BucketCheck buckets;

    DataAccountSessions(
            UsecaseRepository usecases,
            CredentialResolver credentials,
            ServerAccount serverAccount,
            BucketStore store,
            PrefixBoundary boundary) {
        this.usecases = usecases;
        this.credentials = credentials;
        this.serverAccount = serverAccount;
        this.boundary = boundary;
        this.buckets = new BucketCheck(store, this::open);
    }

    Usecase usecase(UsecaseId id) {
        return usecases.find(id).orElseThrow(() -> UsecaseErrors.notFound(id));
    }

    AccountSession open(Caller caller, Usecase usecase, Purpose purpose, SessionScope scope) {
        return open(caller, usecase, purpose, scope, ONE_CALL);
    }

    AccountSession open(Caller caller, Usecase usecase, Purpose purpose, SessionScope scope, Duration validFor) {
        serverAccount.check(usecase); // the stored use case may be older than this rule
        buckets.check(caller, usecase, purpose, scope);
        return credentials.resolve(
                new SessionRequest(caller, usecase.dataAccountRole(), purpose, scope, validFor, usecase.id()));
    }

    /**
     * Checks that the use case may create buckets.
     *
     * @throws DataException FORBIDDEN if the use case is limited to a prefix; INCOMPLETE_CONFIGURATION if that prefix
     *     has no bucket
     */
    void checkMayCreateBuckets(Usecase usecase) {
        boundary.checkMayCreateBuckets(usecase);
    }

    /**
     * The only bucket that the use case may access; empty if it may access all buckets.
     *
     * @throws DataException INCOMPLETE_CONFIGURATION if the use case is limited to a prefix without a bucket
     */
    Optional<BucketName> onlyBucket(Usecase usecase) {
        return boundary.onlyBucket(usecase);
    }

    /**
     * The target of a call that may omit bucket and prefix.
     *
     * @param usecase the use case
     * @param bucket the bucket, or null for the data bucket
     * @param prefix the prefix; null for the default prefix if the bucket is null too, else for the root
     * @param field the name of the prefix in the request
     * @throws DataException FORBIDDEN if the target is outside the use case's prefix boundary
     */
    TargetLocation target(Usecase usecase, @Nullable BucketName bucket, @Nullable Prefix prefix, String field) {
        BucketName chosen = bucket == null ? dataBucket(usecase) : bucket;
        Prefix usual = bucket == null ? usecase.defaultPrefix() : Prefix.ROOT;
        Prefix wanted = prefix == null ? usual : prefix;
        SessionScope scope = boundary.within(usecase, chosen);
        PrefixBoundary.check(scope, field, wanted.value());
        return new TargetLocation(chosen, wanted, scope);
    }

    /**
     * The target of a call for one object.
     *
     * @throws DataException FORBIDDEN if the key is outside the use case's prefix boundary
     */
    TargetLocation target(Usecase usecase, @Nullable BucketName bucket, ObjectKey key) {
        BucketName chosen = bucket == null ? dataBucket(usecase) : bucket;
        SessionScope scope = boundary.within(usecase, chosen);
        PrefixBoundary.check(scope, "key", key.value());
        return new TargetLocation(chosen, scope.prefix(), scope);
    }

    private BucketName dataBucket(Usecase usecase) {
        boundary.onlyBucket(usecase); // throws the more specific error first
        return usecase.dataBucket()
                .orElseThrow(() -> new InvalidInputException(
                        ErrorCode.INCOMPLETE_CONFIGURATION,
                        "bucket",
                        null,
                        "is not given and the use case has no data bucket: name one, or configure data_s3_bucket"));
    }

    Bucket bucket(AccountSession session, BucketName name) {
        return buckets.bucket(session, name);
    }

    /** Remembers that the session's account owns the listed buckets. */
    void seen(AccountSession session, List<BucketSummary> found) {
        found.forEach(bucket -> buckets.remember(session, bucket.name()));
    }
}

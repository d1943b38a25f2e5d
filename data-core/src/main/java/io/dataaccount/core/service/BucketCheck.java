package io.dataaccount.core.service;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.core.port.SessionRequest.Purpose;
import io.dataaccount.core.port.SessionScope;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Prevents that each name of a bucket that does not exist costs a session. Before a session for a bucket is started,
 * the bucket is looked up with the caller's session for the list of buckets, which is the same for all names. A bucket
 * that is known to exist, or that the use case itself names, is not looked up. Safe for use by many threads.
 *
 * <p>If a known bucket was deleted meanwhile, one session is started, as for every existing bucket, and the bucket is
 * forgotten.
 */
final class BucketCheck {
    private static final int MAX_BUCKETS = 10_000;

    /** Starts a session of a use case. */
    @FunctionalInterface
    interface Opener {
        AccountSession open(Caller caller, Usecase usecase, Purpose purpose, SessionScope scope);
    }

    private final BucketStore store;
    private final Opener opener;
    /**
     * Strings instead of records, because the generated {@code equals} and {@code hashCode} of a record are linked at
     * run time, which takes tens of milliseconds in a new process.
     */
    private final Set<String> known = new LinkedHashSet<>();

    BucketCheck(BucketStore store, Opener opener) {
        this.store = store;
        this.opener = opener;
    }

    /**
     * Returns if a session for the scope may be started. If the session for the list cannot look up the bucket, the
     * bucket's own session has to.
     *
     * @throws DataException BUCKET_NOT_FOUND if the scope's bucket does not exist; and what starting the session for
     *     the list of buckets throws
     */
    void check(Caller caller, Usecase usecase, Purpose purpose, SessionScope scope) {
        if (purpose == Purpose.MANAGE || usecase.dataAccountRole().role().isEmpty()) {
            return; // MANAGE may create the bucket; without a role no session is started
        }
        scope.bucket()
                .filter(bucket -> !isDataBucket(usecase, bucket))
                .filter(bucket -> !isKnown(usecase.dataAccountRole().account(), bucket))
                .ifPresent(
                        bucket -> lookFor(opener.open(caller, usecase, Purpose.BROWSE, SessionScope.ACCOUNT), bucket));
    }

    private void lookFor(AccountSession session, BucketName name) {
        try {
            bucket(session, name);
        } catch (DataException e) {
            if (e.code() == ErrorCode.BUCKET_NOT_FOUND || e.code().retryable()) {
                throw e;
            }
        }
    }

    /**
     * The bucket, which is remembered as known.
     *
     * @throws DataException BUCKET_NOT_FOUND; and what {@link BucketStore#bucket} throws
     */
    Bucket bucket(AccountSession session, BucketName name) {
        try {
            Bucket bucket = store.bucket(session, name);
            remember(session, name.value());
            return bucket;
        } catch (DataException e) {
            if (e.code() == ErrorCode.BUCKET_NOT_FOUND) {
                forget(session, name.value());
            }
            throw e;
        }
    }

    private boolean isKnown(AccountId account, BucketName name) {
        synchronized (known) {
            return known.contains(key(account, name.value()));
        }
    }

    /** Remembers that the session's account owns the bucket. */
    void remember(AccountSession session, String name) {
        synchronized (known) {
            if (known.add(key(session.account(), name)) && known.size() > MAX_BUCKETS) {
                Iterator<String> oldest = known.iterator();
                oldest.next();
                oldest.remove();
            }
        }
    }

    private void forget(AccountSession session, String name) {
        synchronized (known) {
            known.remove(key(session.account(), name));
        }
    }

    private static boolean isDataBucket(Usecase usecase, BucketName bucket) {
        return usecase.dataBucket()
                .filter(own -> own.value().equals(bucket.value()))
                .isPresent();
    }

    private static String key(AccountId account, String bucket) {
        return account + "/" + bucket;
    }
}

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
 * Keeps names of buckets that do not exist from costing a session each. A bucket that the caller names is looked for with the
 * caller's session for the list of buckets, which is one for all names, before a session for it is started. A bucket that is
 * known to be there, or that the use case itself names, is not looked for. Safe for use by many threads.
 *
 * <p>A bucket that is remembered and was deleted meanwhile costs a session, as every bucket that exists does, and is
 * forgotten then.
 */
final class BucketCheck {
    private static final int MAX_BUCKETS = 10_000;

    /** Opens the session that lists buckets. */
    @FunctionalInterface
    interface Opener {
        AccountSession open(Caller caller, Usecase usecase, Purpose purpose, SessionScope scope);
    }

    private final BucketStore store;
    private final Opener opener;
    /** Texts, since what a record compares itself with is made at run time, which takes a new process tens of milliseconds. */
    private final Set<String> known = new LinkedHashSet<>();

    BucketCheck(BucketStore store, Opener opener) {
        this.store = store;
        this.opener = opener;
    }

    /**
     * Returns if a session for the scope may be started. Where the session for the list may not look for a bucket, its own
     * session has to.
     *
     * @throws DataException BUCKET_NOT_FOUND if the scope's bucket does not exist; and what opening the session for the list
     *     of buckets may refuse
     */
    void check(Caller caller, Usecase usecase, Purpose purpose, SessionScope scope) {
        if (purpose == Purpose.MANAGE || usecase.dataAccountRole().role().isEmpty()) {
            return; // which creates the bucket; which takes no session
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

    /** @throws DataException BUCKET_NOT_FOUND; and what {@link BucketStore#bucket} may refuse */
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

    /** The account that was opened has the bucket. */
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

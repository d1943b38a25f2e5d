package io.dataaccount.core.service;

import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.usecase.Usecase;
import java.util.Optional;

/**
 * The bucket and prefix that a use case is limited to, if prefixes are enforced.
 *
 * @param account the account of the data
 * @param bucket the data bucket
 * @param prefix the root if the use case is not limited to a prefix
 */
record UsecaseBoundary(AccountId account, BucketName bucket, Prefix prefix) {
    /** The boundary of the use case; empty if it has no data bucket. */
    static Optional<UsecaseBoundary> of(Usecase usecase) {
        return usecase.dataBucket()
                .map(bucket -> new UsecaseBoundary(usecase.dataAccountId(), bucket, usecase.defaultPrefix()));
    }

    /** Whether one boundary contains the other and at least one of them is a prefix. */
    boolean overlaps(UsecaseBoundary other) {
        boolean kept = !prefix.isRoot() || !other.prefix.isRoot();
        return kept
                && account.equals(other.account)
                && bucket.equals(other.bucket)
                && (prefix.covers(other.prefix.value()) || other.prefix.covers(prefix.value()));
    }
}

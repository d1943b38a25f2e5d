package io.dataaccount.core.service;

import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.usecase.Usecase;
import java.util.Optional;

/**
 * The place that a use case is kept to where prefixes are enforced.
 *
 * @param account the account of the data
 * @param prefix the root if the use case is not kept to a prefix
 */
record UsecaseBoundary(AccountId account, BucketName bucket, Prefix prefix) {
    /** That of the use case; none if it has no data bucket. */
    static Optional<UsecaseBoundary> of(Usecase usecase) {
        return usecase.dataBucket()
                .map(bucket -> new UsecaseBoundary(usecase.dataAccountId(), bucket, usecase.defaultPrefix()));
    }

    /** Whether one lies in the other, at least one of them being a prefix. */
    boolean overlaps(UsecaseBoundary other) {
        boolean kept = !prefix.isRoot() || !other.prefix.isRoot();
        return kept
                && account.equals(other.account)
                && bucket.equals(other.bucket)
                && (prefix.covers(other.prefix.value()) || other.prefix.covers(prefix.value()));
    }
}

package io.dataaccount.core.usecase;

import io.dataaccount.core.model.AccountId;
import io.dataaccount.core.model.BucketName;
import io.dataaccount.core.model.DataAccount;
import io.dataaccount.core.model.ExternalId;
import io.dataaccount.core.model.Prefix;
import io.dataaccount.core.model.RoleArn;

/** What a call does to the five data account settings. */
public record DataAccountChange(
        Change<AccountId> accountId,
        Change<RoleArn> roleArn,
        Change<ExternalId> externalId,
        Change<BucketName> bucket,
        Change<Prefix> prefix) {

    boolean isEmpty() {
        return !(accountId.given() || roleArn.given() || externalId.given() || bucket.given() || prefix.given());
    }

    DataAccount on(DataAccount stored) {
        return new DataAccount(
                accountId.on(stored.accountId()),
                roleArn.on(stored.roleArn()),
                externalId.on(stored.externalId()),
                bucket.on(stored.bucket()),
                prefix.on(stored.prefix()));
    }
}

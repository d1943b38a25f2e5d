package io.dataaccount.core.service;

import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.usecase.DataAccount;
import java.util.List;
import java.util.Map;

/**
 * A change of the five settings of a data account.
 *
 * @param accountId the change of {@code data_account_id}
 * @param roleArn the change of {@code data_account_role_arn}
 * @param externalId the change of {@code data_account_external_id}
 * @param bucket the change of {@code data_s3_bucket}
 * @param prefix the change of {@code data_s3_prefix}
 */
public record DataAccountChange(
        FieldUpdate<AccountId> accountId,
        FieldUpdate<RoleArn> roleArn,
        FieldUpdate<ExternalId> externalId,
        FieldUpdate<BucketName> bucket,
        FieldUpdate<Prefix> prefix) {

    boolean isEmpty() {
        return names().isEmpty();
    }

    /** The names of the fields that the call has, in the REST contract. */
    List<String> names() {
        return FieldUpdate.given(List.of(
                Map.entry("data_account_id", accountId),
                Map.entry("data_account_role_arn", roleArn),
                Map.entry("data_account_external_id", externalId),
                Map.entry("data_s3_bucket", bucket),
                Map.entry("data_s3_prefix", prefix)));
    }

    DataAccount applyTo(DataAccount stored) {
        return new DataAccount(
                accountId.applyTo(stored.accountId()),
                roleArn.applyTo(stored.roleArn()),
                externalId.applyTo(stored.externalId()),
                bucket.applyTo(stored.bucket()),
                prefix.applyTo(stored.prefix()));
    }
}

package io.dataaccount.core.model.usecase;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * The five {@code data_*} settings of a use case as stored; null means not set. {@link Usecase#dataAccountRole} checks
 * whether they fit together, not this record, because an incomplete stored record must still be readable.
 *
 * @param accountId the data account; null or the use case's own account for option A
 * @param roleArn the role in the data account, for option B
 * @param externalId the external id that the role's trust policy requires, for option B
 * @param bucket the primary data bucket
 * @param prefix the default prefix in the primary data bucket
 */
public record DataAccount(
        @Nullable AccountId accountId,
        @Nullable RoleArn roleArn,
        @Nullable ExternalId externalId,
        @Nullable BucketName bucket,
        @Nullable Prefix prefix) {
    /** No setting is set. */
    public static final DataAccount UNSET = new DataAccount(null, null, null, null, null);

    /**
     * @throws InvalidInputException {@code data_s3_prefix}, if no key could be written under the prefix. Sessions are
     *     limited to the prefix
     */
    public DataAccount {
        if (prefix != null) {
            prefix.checkedToWrite("data_s3_prefix");
        }
    }

    /** A copy with another external id. */
    public DataAccount withExternalId(ExternalId other) {
        return new DataAccount(accountId, roleArn, other, bucket, prefix);
    }
}

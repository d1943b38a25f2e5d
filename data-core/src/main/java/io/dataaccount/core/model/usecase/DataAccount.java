package io.dataaccount.core.model.usecase;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * The five {@code data_*} settings of a use case, each as stored: null where it is not set. Whether they fit together
 * is the use case's to say ({@link Usecase#dataAccountRole}), since a row half filled in must still be readable.
 *
 * @param accountId the data account; null or the use case's own account for option A
 * @param roleArn the role in the data account, for option B
 * @param externalId what that role's trust policy asks for, for option B
 * @param bucket the primary data bucket
 * @param prefix the default prefix in it
 */
public record DataAccount(
        @Nullable AccountId accountId,
        @Nullable RoleArn roleArn,
        @Nullable ExternalId externalId,
        @Nullable BucketName bucket,
        @Nullable Prefix prefix) {
    public static final DataAccount UNSET = new DataAccount(null, null, null, null, null);

    /** @throws InvalidInputException if no key could be written under the prefix: sessions are kept to it */
    public DataAccount {
        if (prefix != null) {
            prefix.checkedToWrite("data_s3_prefix");
        }
    }

    /** The same with another external id. */
    public DataAccount withExternalId(ExternalId other) {
        return new DataAccount(accountId, roleArn, other, bucket, prefix);
    }
}

package io.dataaccount.core.model.bucket;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.Region;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The default encryption that a bucket has. Other programs may have set values that this project never sets: an
 * algorithm such as {@code aws:kms:dsse}, or a key of another account.
 *
 * @param algorithm the name of the algorithm in S3
 * @param kmsKeyId the key as S3 stores it; null without KMS, or for the account's {@code aws/s3} key
 */
public record StoredEncryption(String algorithm, @Nullable String kmsKeyId) {
    public StoredEncryption {
        requireNonNull(algorithm, "algorithm is null");
    }

    /** The stored form of an encryption setting. */
    public static StoredEncryption of(Encryption encryption) {
        return new StoredEncryption(
                encryption.algorithm().id(),
                encryption.kmsKey().map(KmsKey::value).orElse(null));
    }

    /** Whether this is {@code AES256}, which S3 gives every new bucket. */
    public boolean isDefault() {
        return algorithm.equals(Encryption.Algorithm.AES256.id());
    }

    /**
     * Whether a request for this encryption would change nothing. If the request names no key, the algorithm alone
     * decides.
     *
     * @param wanted the encryption that the request names
     * @param account the account of the bucket; a key that is not an ARN belongs to it
     * @param region the region of the bucket
     */
    public boolean satisfies(Encryption wanted, AccountId account, Region region) {
        return algorithm.equals(wanted.algorithm().id())
                && wanted.kmsKey()
                        .map(key -> kmsKeyId != null && key.isNamedBy(kmsKeyId, account, region))
                        .orElse(true);
    }

    /** The name of the KMS key for messages: the stored key, or {@code aws/s3}. Empty if KMS is not used. */
    public Optional<String> keyName() {
        return isDefault() ? Optional.empty() : Optional.of(kmsKeyId == null ? "aws/s3" : kmsKeyId);
    }
}

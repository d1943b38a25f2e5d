package io.dataaccount.core.model.bucket;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.Region;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The default encryption that a bucket has. Others may have set what we never set: an algorithm such as
 * {@code aws:kms:dsse}, or a key of another account.
 *
 * @param kmsKeyId the key as S3 has it; null without KMS, or for the account's {@code aws/s3} key
 */
public record StoredEncryption(String algorithm, @Nullable String kmsKeyId) {
    public StoredEncryption {
        requireNonNull(algorithm, "algorithm is null");
    }

    /** What the bucket has after this was put in place. */
    public static StoredEncryption of(Encryption encryption) {
        return new StoredEncryption(
                encryption.algorithm().id(),
                encryption.kmsKey().map(KmsKey::value).orElse(null));
    }

    /** Whether this is what S3 gives every bucket. */
    public boolean isDefault() {
        return algorithm.equals(Encryption.Algorithm.AES256.id());
    }

    /**
     * Whether a request for the encryption changes nothing. A request that names no key is content with the present one.
     *
     * @param account whose bucket it is; a key without ARN is one of that account
     * @param region where the bucket is
     */
    public boolean satisfies(Encryption wanted, AccountId account, Region region) {
        return algorithm.equals(wanted.algorithm().id())
                && wanted.kmsKey()
                        .map(key -> kmsKeyId != null && key.isNamedBy(kmsKeyId, account, region))
                        .orElse(true);
    }

    /** The key in words that a caller knows: its name, {@code aws/s3}, or nothing where KMS is not used. */
    public Optional<String> keyName() {
        return isDefault() ? Optional.empty() : Optional.of(kmsKeyId == null ? "aws/s3" : kmsKeyId);
    }
}

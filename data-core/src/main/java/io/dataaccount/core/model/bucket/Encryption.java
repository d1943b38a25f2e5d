package io.dataaccount.core.model.bucket;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The default encryption of a bucket, for objects whose writer requests none: with keys of S3 ({@code AES256}), or with
 * KMS ({@code aws:kms}).
 *
 * @param algorithm the algorithm
 * @param kmsKeyId the KMS key, or null for the account's {@code aws/s3} key; null for {@code AES256}
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html">Default
 *     encryption</a>
 */
public record Encryption(Algorithm algorithm, @Nullable KmsKey kmsKeyId) {
    /** Encryption with keys of S3. */
    public static final Encryption AES256 = new Encryption(Algorithm.AES256, null);

    /** @throws InvalidInputException {@code kms_key_id}, if a key is given and the algorithm is not {@code aws:kms} */
    public Encryption {
        requireNonNull(algorithm, "algorithm is null");
        if (kmsKeyId != null && algorithm != Algorithm.AWS_KMS) {
            throw new InvalidInputException(
                    "kms_key_id",
                    kmsKeyId.value(),
                    "needs encryption aws:kms: leave it out, or set encryption to aws:kms");
        }
    }

    /** The KMS key, if one is set. */
    public Optional<KmsKey> kmsKey() {
        return Optional.ofNullable(kmsKeyId);
    }

    /** The encryption algorithms. */
    public enum Algorithm {
        AES256("AES256"),
        AWS_KMS("aws:kms");

        private final String id;

        Algorithm(String id) {
            this.id = id;
        }

        /** The name of the algorithm in S3, such as {@code aws:kms}. */
        public String id() {
            return id;
        }

        /**
         * The algorithm of that name.
         *
         * @throws InvalidInputException {@code encryption}, if there is none
         */
        public static Algorithm of(String id) {
            for (Algorithm algorithm : values()) {
                if (algorithm.id.equals(id)) {
                    return algorithm;
                }
            }
            throw new InvalidInputException("encryption", id, "must be AES256 or aws:kms");
        }
    }
}

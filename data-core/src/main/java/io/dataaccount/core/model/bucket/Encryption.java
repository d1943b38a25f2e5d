package io.dataaccount.core.model.bucket;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.InvalidInputException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How S3 encrypts the objects of a bucket when the writer says nothing: with S3's own keys ({@code AES256}), or with
 * KMS ({@code aws:kms}), there with the key given or else with the account's {@code aws/s3} key.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html">Default encryption</a>
 */
public record Encryption(Algorithm algorithm, @Nullable KmsKey kmsKeyId) {
    public static final Encryption AES256 = new Encryption(Algorithm.AES256, null);

    public Encryption {
        requireNonNull(algorithm, "algorithm is null");
        if (kmsKeyId != null && algorithm != Algorithm.AWS_KMS) {
            throw new InvalidInputException(
                    "kms_key_id", kmsKeyId.value(), "goes with encryption aws:kms only: leave it out, or ask for that");
        }
    }

    public Optional<KmsKey> kmsKey() {
        return Optional.ofNullable(kmsKeyId);
    }

    /** The algorithms by the names that S3 has for them. */
    public enum Algorithm {
        AES256("AES256"),
        AWS_KMS("aws:kms");

        private final String id;

        Algorithm(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }

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

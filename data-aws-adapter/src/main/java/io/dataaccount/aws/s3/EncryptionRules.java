package io.dataaccount.aws.s3;

import io.dataaccount.aws.iam.S3Action;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.Encryption;
import io.dataaccount.core.model.bucket.KmsKey;
import io.dataaccount.core.model.bucket.StoredEncryption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/**
 * The default encryption of a bucket. We set algorithm, key and bucket key. S3 replaces the whole rule, so its other
 * elements, such as blocked encryption types, are read first and written back.
 */
final class EncryptionRules {
    private static final String READ = S3Action.GET_ENCRYPTION_CONFIGURATION.id();

    private final S3Calls calls;

    EncryptionRules(S3Calls calls) {
        this.calls = calls;
    }

    /** A rule without an algorithm does not say how objects are encrypted, so it is not taken for none. */
    Optional<StoredEncryption> get(AccountSession session, Bucket bucket) {
        List<ServerSideEncryptionRule> rules = rules(session, bucket);
        Optional<StoredEncryption> named = rules.stream()
                .filter(EncryptionRules::namesAlgorithm)
                .findFirst()
                .map(EncryptionRules::stored);
        return rules.isEmpty()
                ? named
                : Optional.of(S3Calls.present(named.orElse(null), "SSEAlgorithm", session, bucket, READ));
    }

    boolean put(AccountSession session, Bucket bucket, Encryption wanted) {
        // a role that may not read the rules can still create a bucket, and a new bucket has no rules of others
        List<ServerSideEncryptionRule> rules =
                new ArrayList<>(S3Calls.readable(() -> rules(session, bucket), List.of()));
        int counts = counting(rules);
        if (counts >= 0 && isSame(rules.get(counts), wanted)) {
            return false;
        }
        if (counts >= 0) {
            rules.set(counts, changed(rules.get(counts), wanted));
        } else {
            rules.add(changed(ServerSideEncryptionRule.builder().build(), wanted));
        }
        calls.call(
                session,
                bucket,
                S3Action.PUT_ENCRYPTION_CONFIGURATION.id(),
                (s3, credentials) -> s3.putBucketEncryption(
                        request -> request.bucket(bucket.name().value())
                                .expectedBucketOwner(session.account().value())
                                .serverSideEncryptionConfiguration(encryption -> encryption.rules(rules))
                                .overrideConfiguration(credentials)));
        return true;
    }

    private List<ServerSideEncryptionRule> rules(AccountSession session, Bucket bucket) {
        return calls.findOptional(
                        session,
                        bucket,
                        READ,
                        "ServerSideEncryptionConfigurationNotFoundError",
                        (s3, credentials) -> s3.getBucketEncryption(
                                request -> request.bucket(bucket.name().value())
                                        .expectedBucketOwner(session.account().value())
                                        .overrideConfiguration(credentials)))
                .map(response -> response.serverSideEncryptionConfiguration())
                .map(encryption -> S3Calls.present(
                        encryption.hasRules() ? encryption.rules() : null, "Rule", session, bucket, READ))
                .orElse(List.of());
    }

    /**
     * Index of the effective rule. S3 keeps one rule; on a server that keeps more, it is the first one with an
     * algorithm.
     *
     * @return 0 if no rule has an algorithm; -1 if there is no rule
     */
    private static int counting(List<ServerSideEncryptionRule> rules) {
        for (int i = 0; i < rules.size(); i++) {
            if (namesAlgorithm(rules.get(i))) {
                return i;
            }
        }
        return rules.isEmpty() ? -1 : 0;
    }

    private static boolean namesAlgorithm(ServerSideEncryptionRule rule) {
        return rule.applyServerSideEncryptionByDefault() != null
                && rule.applyServerSideEncryptionByDefault().sseAlgorithmAsString() != null;
    }

    private static StoredEncryption stored(ServerSideEncryptionRule rule) {
        ServerSideEncryptionByDefault present = rule.applyServerSideEncryptionByDefault();
        String key = present.kmsMasterKeyID();
        return new StoredEncryption(present.sseAlgorithmAsString(), key == null || key.isEmpty() ? null : key);
    }

    private static boolean isSame(ServerSideEncryptionRule rule, Encryption wanted) {
        ServerSideEncryptionByDefault present = rule.applyServerSideEncryptionByDefault();
        return present != null
                && wanted.algorithm().id().equals(present.sseAlgorithmAsString())
                && wanted.kmsKey().map(KmsKey::value).equals(Optional.ofNullable(present.kmsMasterKeyID()))
                && (!usesKms(wanted) || Boolean.TRUE.equals(rule.bucketKeyEnabled()));
    }

    private static ServerSideEncryptionRule changed(ServerSideEncryptionRule rule, Encryption wanted) {
        @Nullable ServerSideEncryptionByDefault present = rule.applyServerSideEncryptionByDefault();
        ServerSideEncryptionByDefault.Builder byDefault =
                present == null ? ServerSideEncryptionByDefault.builder() : present.toBuilder();
        return rule.toBuilder()
                .applyServerSideEncryptionByDefault(byDefault
                        .sseAlgorithm(wanted.algorithm().id())
                        .kmsMasterKeyID(wanted.kmsKey().map(KmsKey::value).orElse(null))
                        .build())
                .bucketKeyEnabled(usesKms(wanted) ? Boolean.TRUE : rule.bucketKeyEnabled())
                .build();
    }

    private static boolean usesKms(Encryption encryption) {
        return encryption.algorithm() == Encryption.Algorithm.AWS_KMS;
    }
}

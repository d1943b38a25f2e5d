package io.dataaccount.testkit.contract;

import io.dataaccount.core.model.bucket.BucketSetting;
import io.dataaccount.core.model.bucket.Encryption;
import io.dataaccount.core.model.bucket.KmsKey;
import io.dataaccount.core.model.bucket.Origin;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Bucket settings for tests.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html">What new buckets have</a>
 */
final class SettingSamples {
    private static final BucketSetting AES256 = new BucketSetting.DefaultEncryption(Encryption.AES256);

    private static final BucketSetting KMS =
            new BucketSetting.DefaultEncryption(new Encryption(Encryption.Algorithm.AWS_KMS, null));
    private static final BucketSetting KMS_KEY = new BucketSetting.DefaultEncryption(new Encryption(
            Encryption.Algorithm.AWS_KMS,
            new KmsKey("arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab")));

    /** All default encryptions except one. Without them, the samples can all be applied to the same bucket. */
    static final List<BucketSetting> OTHER_ENCRYPTIONS = List.of(AES256, KMS);

    static final List<Encryption> ENCRYPTIONS = List.of(
            Encryption.AES256,
            new Encryption(Encryption.Algorithm.AWS_KMS, null),
            new Encryption(Encryption.Algorithm.AWS_KMS, new KmsKey("alias/data")));

    private SettingSamples() {}

    record Change(BucketSetting from, BucketSetting to) {}

    static Stream<BucketSetting> missingInNewBuckets() {
        return Stream.of(
                new BucketSetting.Versioning(true),
                KMS,
                KMS_KEY,
                cors("https://portal.example.com", "http://localhost:3000"),
                new BucketSetting.AbortIncompleteUploads(7),
                new BucketSetting.DenyInsecureTransport(),
                new BucketSetting.Tags(Map.of("dda-portal:managed", "true", "usecase_id", "uc-1")));
    }

    static Stream<BucketSetting> possibleInNewBuckets() {
        return Stream.of(AES256, new BucketSetting.BlockPublicAccess(), new BucketSetting.BucketOwnerEnforced());
    }

    static Stream<Change> changes() {
        return Stream.of(
                new Change(new BucketSetting.Versioning(true), new BucketSetting.Versioning(false)),
                new Change(AES256, KMS),
                new Change(KMS, KMS_KEY),
                new Change(cors("https://a.example.com"), cors("https://a.example.com", "https://b.example.com")),
                new Change(new BucketSetting.AbortIncompleteUploads(7), new BucketSetting.AbortIncompleteUploads(3)),
                new Change(
                        new BucketSetting.Tags(Map.of("stage", "test")),
                        new BucketSetting.Tags(Map.of("stage", "live"))));
    }

    private static BucketSetting cors(String... origins) {
        return new BucketSetting.CorsForOrigins(
                List.of(origins).stream().map(Origin::new).toList());
    }
}

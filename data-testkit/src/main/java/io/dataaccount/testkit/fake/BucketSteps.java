package io.dataaccount.testkit.fake;

import io.dataaccount.core.model.bucket.BucketSetting;
import java.util.Map;

/** The names of the steps of {@link InMemoryBucketStore}, and the IAM actions that S3 requires for them. */
final class BucketSteps {
    /**
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">S3 actions</a>
     */
    private static final Map<String, String> ACTIONS = Map.ofEntries(
            Map.entry("buckets", "s3:ListAllMyBuckets"),
            Map.entry("bucket", "s3:ListBucket"),
            Map.entry("find", "s3:ListBucket"),
            Map.entry("create", "s3:CreateBucket"),
            Map.entry("tags", "s3:GetBucketTagging"),
            Map.entry("protection", "s3:GetBucketVersioning"),
            Map.entry("isEmpty", "s3:ListBucket"),
            Map.entry("list", "s3:ListBucket"),
            Map.entry("createFolder", "s3:PutObject"),
            Map.entry(apply(BucketSetting.Versioning.class), "s3:PutBucketVersioning"),
            Map.entry(apply(BucketSetting.DefaultEncryption.class), "s3:PutEncryptionConfiguration"),
            Map.entry(apply(BucketSetting.BlockPublicAccess.class), "s3:PutBucketPublicAccessBlock"),
            Map.entry(apply(BucketSetting.BucketOwnerEnforced.class), "s3:PutBucketOwnershipControls"),
            Map.entry(apply(BucketSetting.CorsForOrigins.class), "s3:PutBucketCORS"),
            Map.entry(apply(BucketSetting.AbortIncompleteUploads.class), "s3:PutLifecycleConfiguration"),
            Map.entry(apply(BucketSetting.DenyInsecureTransport.class), "s3:PutBucketPolicy"),
            Map.entry(apply(BucketSetting.Tags.class), "s3:PutBucketTagging"));

    private BucketSteps() {}

    static String apply(Class<? extends BucketSetting> setting) {
        return "apply " + setting.getSimpleName();
    }

    static String action(String step) {
        String action = ACTIONS.get(step);
        if (action == null) {
            throw new IllegalArgumentException("no such step: " + step);
        }
        return action;
    }
}

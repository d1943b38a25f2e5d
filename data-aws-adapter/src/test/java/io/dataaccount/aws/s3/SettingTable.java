package io.dataaccount.aws.s3;

import io.dataaccount.core.model.bucket.BucketSetting;
import io.dataaccount.core.model.bucket.Encryption;
import io.dataaccount.core.model.bucket.Origin;
import java.util.List;
import java.util.Map;

/**
 * For each setting, its S3 operations and the IAM actions that they need.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">S3 actions</a>
 */
final class SettingTable {
    private static final List<Row> ROWS = List.of(
            new Row(new BucketSetting.Versioning(true), "BucketVersioning", "BucketVersioning", false),
            new Row(
                    new BucketSetting.DefaultEncryption(new Encryption(Encryption.Algorithm.AWS_KMS, null)),
                    "BucketEncryption",
                    "EncryptionConfiguration",
                    false),
            new Row(new BucketSetting.BlockPublicAccess(), "PublicAccessBlock", "BucketPublicAccessBlock", false),
            new Row(
                    new BucketSetting.BucketOwnerEnforced(),
                    "BucketOwnershipControls",
                    "BucketOwnershipControls",
                    false),
            new Row(new BucketSetting.DenyInsecureTransport(), "BucketPolicy", "BucketPolicy", true),
            new Row(
                    new BucketSetting.AbortIncompleteUploads(7),
                    "BucketLifecycleConfiguration",
                    "LifecycleConfiguration",
                    true),
            new Row(
                    new BucketSetting.CorsForOrigins(List.of(new Origin("https://portal.example.com"))),
                    "BucketCors",
                    "BucketCORS",
                    true),
            new Row(new BucketSetting.Tags(Map.of("usecase_id", "uc-1")), "BucketTagging", "BucketTagging", true));

    private SettingTable() {}

    static List<Row> rows() {
        return ROWS;
    }

    static Row of(Class<? extends BucketSetting> kind) {
        return ROWS.stream()
                .filter(row -> kind.isInstance(row.setting()))
                .findFirst()
                .orElseThrow();
    }

    static List<BucketSetting> settings() {
        return ROWS.stream().map(Row::setting).toList();
    }

    /**
     * @param operation without Get or Put
     * @param action without s3:Get or s3:Put
     * @param shared whether others may have set a part of it, so that it must be read before it is written
     */
    record Row(BucketSetting setting, String operation, String action, boolean shared) {
        String get() {
            return "Get" + operation;
        }

        String put() {
            return "Put" + operation;
        }

        String getAction() {
            return "s3:Get" + action;
        }

        String putAction() {
            return "s3:Put" + action;
        }

        @Override
        public String toString() {
            return setting.getClass().getSimpleName();
        }
    }
}

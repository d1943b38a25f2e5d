package io.dataaccount.testkit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Transition;
import software.amazon.awssdk.services.s3.model.TransitionDefaultMinimumObjectSize;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

class BucketSettingsTest {
    private static final String KEY = "arn:aws:kms:us-east-1:111111111111:key/5f2b8a2e-0000-4000-8000-000000000001";
    private static Cloud cloud;
    private static S3Client s3;
    private String bucket = "";

    @BeforeAll
    static void start(@TempDir Path directory) {
        cloud = new Cloud(directory);
        s3 = cloud.s3();
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @BeforeEach
    void createBucket(TestInfo test) {
        bucket = "b" + Integer.toHexString(test.getDisplayName().hashCode());
        s3.createBucket(r -> r.bucket(bucket));
    }

    @Test
    void newBucket_isEncryptedAndBlocksPublicAccess() {
        ServerSideEncryptionRule rule = encryption();
        assertThat(rule.applyServerSideEncryptionByDefault().sseAlgorithm()).isEqualTo(ServerSideEncryption.AES256);
        assertThat(rule.bucketKeyEnabled()).isFalse();
        assertThat(block())
                .isEqualTo(PublicAccessBlockConfiguration.builder()
                        .blockPublicAcls(true)
                        .ignorePublicAcls(true)
                        .blockPublicPolicy(true)
                        .restrictPublicBuckets(true)
                        .build());
        assertThat(ownership()).isEqualTo(ObjectOwnership.BUCKET_OWNER_ENFORCED);
        assertThat(s3.getBucketVersioning(r -> r.bucket(bucket)).status()).isNull();
    }

    @Test
    void get_ofAMissingSetting_is404WithItsOwnCode() {
        s3.deletePublicAccessBlock(r -> r.bucket(bucket));
        s3.deleteBucketOwnershipControls(r -> r.bucket(bucket));
        assertThat(Refusal.of(() -> s3.getBucketTagging(r -> r.bucket(bucket)))).isEqualTo(missing("NoSuchTagSet"));
        assertThat(Refusal.of(() -> s3.getBucketCors(r -> r.bucket(bucket))))
                .isEqualTo(missing("NoSuchCORSConfiguration"));
        assertThat(Refusal.of(() -> s3.getBucketLifecycleConfiguration(r -> r.bucket(bucket))))
                .isEqualTo(missing("NoSuchLifecycleConfiguration"));
        assertThat(Refusal.of(() -> s3.getBucketPolicy(r -> r.bucket(bucket))))
                .isEqualTo(missing("NoSuchBucketPolicy"));
        assertThat(Refusal.of(() -> s3.getPublicAccessBlock(r -> r.bucket(bucket))))
                .isEqualTo(missing("NoSuchPublicAccessBlockConfiguration"));
        assertThat(Refusal.of(() -> s3.getBucketOwnershipControls(r -> r.bucket(bucket))))
                .isEqualTo(missing("OwnershipControlsNotFoundError"));
    }

    @Test
    void versioning_roundTrips() {
        s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(c -> c.status("Enabled")));
        assertThat(s3.getBucketVersioning(r -> r.bucket(bucket)).status()).isEqualTo(BucketVersioningStatus.ENABLED);
        s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(c -> c.status("Suspended")));
        assertThat(s3.getBucketVersioning(r -> r.bucket(bucket)).status()).isEqualTo(BucketVersioningStatus.SUSPENDED);
        assertThat(Refusal.of(() -> s3.putBucketVersioning(
                        r -> r.bucket(bucket).versioningConfiguration(c -> c.status("Disabled")))))
                .isEqualTo(new Refusal(400, "MalformedXML"));
    }

    @Test
    void encryption_roundTripsAndShowsOnObjects() {
        putEncryption(ServerSideEncryption.AWS_KMS, KEY, true);
        ServerSideEncryptionRule rule = encryption();
        assertThat(rule.applyServerSideEncryptionByDefault().sseAlgorithm()).isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(rule.applyServerSideEncryptionByDefault().kmsMasterKeyID()).isEqualTo(KEY);
        assertThat(rule.bucketKeyEnabled()).isTrue();
        s3.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("v"));
        assertThat(s3.headObject(r -> r.bucket(bucket).key("k")).serverSideEncryption())
                .isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(s3.headObject(r -> r.bucket(bucket).key("k")).ssekmsKeyId()).isEqualTo(KEY);
        putEncryption(ServerSideEncryption.AES256, null, false);
        assertThat(encryption().applyServerSideEncryptionByDefault().sseAlgorithm())
                .isEqualTo(ServerSideEncryption.AES256);
    }

    @Test
    void encryption_byKmsWithoutAKey_roundTrips() {
        putEncryption(ServerSideEncryption.AWS_KMS, null, true);
        assertThat(encryption().applyServerSideEncryptionByDefault().kmsMasterKeyID())
                .isNull();
        s3.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("v"));
        assertThat(s3.headObject(r -> r.bucket(bucket).key("k")).serverSideEncryption())
                .isEqualTo(ServerSideEncryption.AWS_KMS);
    }

    @Test
    void deleteEncryption_leavesTheBucketEncryptedWithSseS3() {
        putEncryption(ServerSideEncryption.AWS_KMS, KEY, true);
        s3.deleteBucketEncryption(r -> r.bucket(bucket));
        assertThat(encryption().applyServerSideEncryptionByDefault().sseAlgorithm())
                .isEqualTo(ServerSideEncryption.AES256);
    }

    @Test
    void tagging_roundTripsAndIsDeleted() {
        List<Tag> tags = List.of(tag("team", "r&d <a> \"b\""), tag("größe", "日本 + % ~"), tag("empty", ""));
        s3.putBucketTagging(r -> r.bucket(bucket).tagging(t -> t.tagSet(tags)));
        assertThat(s3.getBucketTagging(r -> r.bucket(bucket)).tagSet()).isEqualTo(tags);
        s3.deleteBucketTagging(r -> r.bucket(bucket));
        assertThat(Refusal.of(() -> s3.getBucketTagging(r -> r.bucket(bucket)))).isEqualTo(missing("NoSuchTagSet"));
    }

    @Test
    void cors_roundTripsAndIsDeleted() {
        List<CORSRule> rules = List.of(
                CORSRule.builder()
                        .id("app")
                        .allowedOrigins("https://app.example.com", "https://*.example.org")
                        .allowedMethods("GET", "PUT")
                        .allowedHeaders("*")
                        .exposeHeaders("ETag", "x-amz-request-id")
                        .maxAgeSeconds(600)
                        .build(),
                CORSRule.builder().allowedOrigins("*").allowedMethods("HEAD").build());
        s3.putBucketCors(r -> r.bucket(bucket).corsConfiguration(c -> c.corsRules(rules)));
        assertThat(s3.getBucketCors(r -> r.bucket(bucket)).corsRules()).isEqualTo(rules);
        s3.deleteBucketCors(r -> r.bucket(bucket));
        assertThat(Refusal.of(() -> s3.getBucketCors(r -> r.bucket(bucket))))
                .isEqualTo(missing("NoSuchCORSConfiguration"));
    }

    @Test
    void putCors_withAnUnknownMethod_isRefused() {
        assertThat(Refusal.of(() -> s3.putBucketCors(r -> r.bucket(bucket)
                        .corsConfiguration(c -> c.corsRules(CORSRule.builder()
                                .allowedOrigins("*")
                                .allowedMethods("PATCH")
                                .build())))))
                .isEqualTo(new Refusal(400, "InvalidRequest"));
    }

    @Test
    void putCors_withMoreWildcardsThanS3Takes_isRefused() {
        CORSRule rule = CORSRule.builder()
                .allowedOrigins("https://*.example.com")
                .allowedMethods("PUT")
                .allowedHeaders("x-*")
                .build();
        for (CORSRule each : List.of(
                rule.toBuilder().allowedOrigins("https://*.*.example.com").build(),
                rule.toBuilder().allowedHeaders("x-*-*").build(),
                rule.toBuilder().exposeHeaders("*").build())) {
            assertThat(Refusal.of(
                            () -> s3.putBucketCors(r -> r.bucket(bucket).corsConfiguration(c -> c.corsRules(each)))))
                    .as(each.toString())
                    .isEqualTo(new Refusal(400, "InvalidRequest"));
        }
        s3.putBucketCors(r -> r.bucket(bucket).corsConfiguration(c -> c.corsRules(rule)));
    }

    @Test
    void putLifecycle_withRulesOfBothForms_isRefused() {
        LifecycleRule older = LifecycleRule.builder()
                .id("older")
                .status(ExpirationStatus.ENABLED)
                .prefix("tmp/")
                .expiration(e -> e.days(1))
                .build();
        LifecycleRule newer = older.toBuilder()
                .id("newer")
                .prefix(null)
                .filter(f -> f.prefix(""))
                .build();
        assertThat(putLifecycle(older, newer)).isEqualTo(new Refusal(400, "InvalidRequest"));
        assertThat(putLifecycle(newer, older)).isEqualTo(new Refusal(400, "InvalidRequest"));
        assertThat(putLifecycle(newer.toBuilder().prefix("tmp/").build())).isEqualTo(new Refusal(400, "MalformedXML"));
        for (LifecycleRule each : List.of(older, newer)) {
            LifecycleRule second = each.toBuilder().id("second").build();
            s3.putBucketLifecycleConfiguration(
                    r -> r.bucket(bucket).lifecycleConfiguration(c -> c.rules(each, second)));
            assertThat(s3.getBucketLifecycleConfiguration(r -> r.bucket(bucket)).rules())
                    .containsExactly(each, second);
        }
    }

    private Refusal putLifecycle(LifecycleRule... rules) {
        return Refusal.of(() ->
                s3.putBucketLifecycleConfiguration(r -> r.bucket(bucket).lifecycleConfiguration(c -> c.rules(rules))));
    }

    @Test
    void publicAccessBlock_roundTripsAndIsDeleted() {
        PublicAccessBlockConfiguration half = PublicAccessBlockConfiguration.builder()
                .blockPublicAcls(true)
                .ignorePublicAcls(false)
                .blockPublicPolicy(false)
                .restrictPublicBuckets(true)
                .build();
        s3.putPublicAccessBlock(r -> r.bucket(bucket).publicAccessBlockConfiguration(half));
        assertThat(block()).isEqualTo(half);
        s3.deletePublicAccessBlock(r -> r.bucket(bucket));
        assertThat(Refusal.of(this::block)).isEqualTo(missing("NoSuchPublicAccessBlockConfiguration"));
    }

    @Test
    void ownership_roundTripsAndIsDeleted() {
        s3.putBucketOwnershipControls(r -> r.bucket(bucket)
                .ownershipControls(c -> c.rules(OwnershipControlsRule.builder()
                        .objectOwnership(ObjectOwnership.BUCKET_OWNER_PREFERRED)
                        .build())));
        assertThat(ownership()).isEqualTo(ObjectOwnership.BUCKET_OWNER_PREFERRED);
        s3.deleteBucketOwnershipControls(r -> r.bucket(bucket));
        assertThat(Refusal.of(this::ownership)).isEqualTo(missing("OwnershipControlsNotFoundError"));
    }

    @Test
    void policy_roundTripsToTheByteAndIsDeleted() {
        String policy = "{ \"Version\":\"2012-10-17\",\n  \"Statement\":[{\"Sid\":\"ü\",\"Effect\":\"Deny\","
                + "\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::" + bucket + "/*\"}] }";
        s3.putBucketPolicy(r -> r.bucket(bucket).policy(policy));
        assertThat(s3.getBucketPolicy(r -> r.bucket(bucket)).policy()).isEqualTo(policy);
        s3.deleteBucketPolicy(r -> r.bucket(bucket));
        assertThat(Refusal.of(() -> s3.getBucketPolicy(r -> r.bucket(bucket))))
                .isEqualTo(missing("NoSuchBucketPolicy"));
        assertThat(Refusal.of(() -> s3.putBucketPolicy(r -> r.bucket(bucket).policy("not json"))))
                .isEqualTo(new Refusal(400, "MalformedPolicy"));
    }

    @Test
    void lifecycle_roundTripsWithItsMinimumSizeAndIsDeleted() {
        List<LifecycleRule> rules = List.of(LifecycleRule.builder()
                .id("archive")
                .status(ExpirationStatus.ENABLED)
                .filter(f -> f.and(a -> a.prefix("logs/").tags(tag("k", "v")).objectSizeGreaterThan(10L)))
                .transitions(Transition.builder()
                        .days(30)
                        .storageClass(TransitionStorageClass.GLACIER)
                        .build())
                .expiration(e -> e.days(365))
                .noncurrentVersionExpiration(e -> e.noncurrentDays(7).newerNoncurrentVersions(2))
                .abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(3))
                .build());
        s3.putBucketLifecycleConfiguration(r -> r.bucket(bucket)
                .transitionDefaultMinimumObjectSize(TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS)
                .lifecycleConfiguration(c -> c.rules(rules)));
        GetBucketLifecycleConfigurationResponse kept = s3.getBucketLifecycleConfiguration(r -> r.bucket(bucket));
        assertThat(kept.rules()).isEqualTo(rules);
        assertThat(kept.transitionDefaultMinimumObjectSize())
                .isEqualTo(TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS);

        s3.putBucketLifecycleConfiguration(r -> r.bucket(bucket).lifecycleConfiguration(c -> c.rules(rules)));
        assertThat(s3.getBucketLifecycleConfiguration(r -> r.bucket(bucket)).transitionDefaultMinimumObjectSize())
                .isEqualTo(TransitionDefaultMinimumObjectSize.ALL_STORAGE_CLASSES_128_K);

        s3.deleteBucketLifecycle(r -> r.bucket(bucket));
        assertThat(Refusal.of(() -> s3.getBucketLifecycleConfiguration(r -> r.bucket(bucket))))
                .isEqualTo(missing("NoSuchLifecycleConfiguration"));
    }

    private void putEncryption(ServerSideEncryption algorithm, @Nullable String key, boolean bucketKey) {
        ServerSideEncryptionRule rule = ServerSideEncryptionRule.builder()
                .bucketKeyEnabled(bucketKey)
                .applyServerSideEncryptionByDefault(
                        d -> d.sseAlgorithm(algorithm).kmsMasterKeyID(key))
                .build();
        s3.putBucketEncryption(r -> r.bucket(bucket).serverSideEncryptionConfiguration(c -> c.rules(rule)));
    }

    private ServerSideEncryptionRule encryption() {
        return s3.getBucketEncryption(r -> r.bucket(bucket))
                .serverSideEncryptionConfiguration()
                .rules()
                .get(0);
    }

    private PublicAccessBlockConfiguration block() {
        return s3.getPublicAccessBlock(r -> r.bucket(bucket)).publicAccessBlockConfiguration();
    }

    private ObjectOwnership ownership() {
        return s3.getBucketOwnershipControls(r -> r.bucket(bucket))
                .ownershipControls()
                .rules()
                .get(0)
                .objectOwnership();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static Refusal missing(String code) {
        return new Refusal(404, code);
    }
}

package io.dataaccount.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.aws.testing.TestAws;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.bucket.BucketSetting;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.testkit.contract.CreateBucketContract;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

class S3CreateBucketTest extends CreateBucketContract {
    @RegisterExtension
    static final TestS3 S3 = new TestS3();

    @Override
    protected BucketStore store() {
        return S3.store();
    }

    @Override
    protected AccountSession session() {
        return S3.session();
    }

    @Override
    protected AccountSession otherSession() {
        return S3.open(TestAws.OTHER);
    }

    @Override
    protected void put(BucketName bucket, String key, byte[] content) {
        S3.put(store().bucket(session(), bucket), key, content);
    }

    @Override
    protected String deny(Class<? extends BucketSetting> setting) {
        SettingTable.Row row = SettingTable.of(setting);
        S3.aws().failAlways(row.get(), "AccessDenied", 403);
        S3.aws().failAlways(row.put(), "AccessDenied", 403);
        return row.shared() ? row.getAction() : row.putAction();
    }

    @Override
    protected void allowAgain() {
        S3.aws().stopFailing();
    }

    /** Cuts the connection at each request in turn, until a creation ends before the cut. */
    @TestFactory
    Stream<DynamicTest> run_cutOffAtAnyRequest_isCompletedByTheSameCall() {
        return Stream.of(CutOffHttpClient.Cut.values())
                .flatMap(cut -> Stream.of(Region.US_EAST_1, TestS3.IRELAND)
                        .map(region -> DynamicTest.dynamicTest(cut + " in " + region, () -> {
                            int at = 0;
                            while (cutOff(cut, at, unused(region))) {
                                at++;
                            }
                            assertThat(at).as("requests of a creation").isGreaterThan(12);
                        })));
    }

    private boolean cutOff(CutOffHttpClient.Cut cut, int at, Bucket bucket) {
        CutOffHttpClient http = new CutOffHttpClient(S3.http(), cut, at);
        try (S3Clients clients = new S3Clients(http, S3.aws().s3Endpoint(), true)) {
            S3BucketStore cutOff = new S3BucketStore(clients, Region.US_EAST_1);
            DataException failure = catchThrowableOfType(DataException.class, () -> create(cutOff, bucket));
            boolean expected = http.wasCut() && cut != CutOffHttpClient.Cut.ANSWER_LOST_AND_ASKED_AGAIN;
            assertThat(failure != null)
                    .as("failed at request %s: %s", at, failure)
                    .isEqualTo(expected);
            if (failure != null) {
                assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            }
        }
        assertSameCallCompletes(bucket);
        return http.wasCut();
    }

    /** Operations that an S3-compatible server may not support. */
    @TestFactory
    Stream<DynamicTest> run_whereTheServerDoesNotKnowTheHardening_warnsAndGoesOn() {
        return List.of("BucketPolicy", "BucketLifecycleConfiguration", "BucketCors", "BucketTagging").stream()
                .map(operation -> DynamicTest.dynamicTest(operation, () -> {
                    S3.aws().failAlways("Get" + operation, "NotImplemented", 501);
                    Bucket bucket = unused();
                    var result = create(store(), bucket);
                    assertThat(result.warnings())
                            .singleElement()
                            .satisfies(warning -> assertThat(warning.action()).isNull());
                    S3.aws().stopFailing();
                    assertSameCallCompletes(bucket);
                }));
    }

    /** S3 refuses a document because of a part of others, and a warning says so. */
    @TestFactory
    Stream<DynamicTest> run_whereADocumentIsRefused_warnsWithTheErrorOfS3() {
        Map<String, List<String>> codes = Map.of(
                "PutBucketPolicy", List.of("MalformedPolicy", "InvalidPolicyDocument", "InvalidRequest"),
                "PutBucketLifecycleConfiguration", List.of("InvalidRequest", "InvalidArgument", "MalformedXML"),
                "PutBucketCors", List.of("InvalidRequest", "InvalidArgument", "MalformedXML"),
                "PutBucketOwnershipControls", List.of("InvalidRequest"),
                "PutPublicAccessBlock", List.of("InvalidRequest"));
        return codes.entrySet().stream()
                .flatMap(operation -> operation.getValue().stream()
                        .map(code -> DynamicTest.dynamicTest(operation.getKey() + ": " + code, () -> {
                            Bucket bucket = S3.newBucket(TestS3.IRELAND);
                            removeHardening(bucket);
                            S3.aws().stopFailing();
                            S3.aws().failAlways(operation.getKey(), code, 400);
                            assertThat(create(store(), bucket).warnings())
                                    .singleElement()
                                    .satisfies(warning -> {
                                        assertThat(warning.action()).isNull();
                                        assertThat(warning.detail())
                                                .startsWith("S3 refused s3:")
                                                .contains("bucket '" + bucket.name() + "'", "S3 error: " + code)
                                                .doesNotContain("The storage service does not support");
                                    });
                            S3.aws().stopFailing();
                        })));
    }

    /** A code that we do not know may be a refusal of another maker's own; the bucket can be used all the same. */
    @TestFactory
    Stream<DynamicTest> run_whereAWriteIsRefusedWithAnUnknownCode_warns() {
        return Stream.of(400, 403)
                .map(status -> DynamicTest.dynamicTest("status " + status, () -> {
                    Bucket bucket = S3.newBucket(TestS3.IRELAND);
                    removeHardening(bucket);
                    S3.aws().stopFailing();
                    S3.aws().failAlways("PutPublicAccessBlock", "Unheard", status);
                    assertThat(create(store(), bucket).warnings())
                            .singleElement()
                            .satisfies(warning -> assertThat(warning.detail())
                                    .contains("s3:PutBucketPublicAccessBlock", "Unheard", "bucket '" + bucket.name()));
                    S3.aws().stopFailing();
                }));
    }

    /** New buckets have these settings, which are not written then. */
    private static void removeHardening(Bucket bucket) {
        String name = bucket.name().value();
        S3.at(bucket.region())
                .deletePublicAccessBlock(request -> request.bucket(name).overrideConfiguration(S3.as()));
        S3.at(bucket.region())
                .deleteBucketOwnershipControls(request -> request.bucket(name).overrideConfiguration(S3.as()));
    }

    /** Block Public Access refuses a policy that allows everyone, and the role may have the permission. */
    @Test
    void run_whereAPolicyOfOthersAllowsEveryone_warnsOfThat() {
        for (String principal : List.of("\"*\"", "{\"AWS\":\"*\"}", "{\"AWS\":[\"111122223333\",\"*\"]}")) {
            Bucket bucket = S3.newBucket(TestS3.IRELAND);
            putPolicy(bucket, "Allow", principal);
            S3.aws().failAlways("PutBucketPolicy", "AccessDenied", 403);
            assertThat(create(store(), bucket).warnings()).singleElement().satisfies(warning -> {
                assertThat(warning.step()).isEqualTo("secure_transport");
                assertThat(warning.action()).isNull();
                assertThat(warning.detail()).contains("AccessDenied", "allows everyone", "Block Public Access");
            });
            S3.aws().stopFailing();
        }
        Bucket bucket = S3.newBucket(TestS3.IRELAND);
        putPolicy(bucket, "Deny", "\"*\"");
        S3.aws().failAlways("PutBucketPolicy", "AccessDenied", 403);
        assertThat(create(store(), bucket).warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.action()).isEqualTo("s3:PutBucketPolicy"));
    }

    private static void putPolicy(Bucket bucket, String effect, String principal) {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"" + effect + "\",\"Principal\":"
                + principal + ",\"Action\":\"s3:GetObject\",\"Resource\":\"" + bucket.arn() + "/*\"}]}";
        S3.at(bucket.region())
                .putBucketPolicy(request ->
                        request.bucket(bucket.name().value()).policy(policy).overrideConfiguration(S3.as()));
    }

    /** The whole call on a bucket with a lifecycle rule of the older form and a CORS rule that matches every upload. */
    @Test
    void run_onABucketWithRulesOfOthers_hasNoWarning() {
        Bucket bucket = S3.newBucket(TestS3.IRELAND);
        String name = bucket.name().value();
        S3.at(bucket.region())
                .putBucketLifecycleConfiguration(request -> request.bucket(name)
                        .lifecycleConfiguration(lifecycle -> lifecycle.rules(rule -> rule.id("old")
                                .status("Enabled")
                                .prefix("tmp/")
                                .expiration(expiration -> expiration.days(1))))
                        .overrideConfiguration(S3.as()));
        S3.at(bucket.region())
                .putBucketCors(request -> request.bucket(name)
                        .corsConfiguration(cors -> cors.corsRules(rule ->
                                rule.allowedOrigins("*").allowedMethods("PUT").allowedHeaders("*")))
                        .overrideConfiguration(S3.as()));
        var result = create(store(), bucket);
        assertThat(result.warnings()).isEmpty();
        assertThat(result.corsConfigured()).isTrue();
        assertThat(S3.at(bucket.region())
                        .getBucketCors(request -> request.bucket(name).overrideConfiguration(S3.as()))
                        .corsRules()
                        .get(0)
                        .id())
                .isEqualTo(CorsRules.ID);
        assertSameCallCompletes(bucket);
    }

    @TestFactory
    Stream<DynamicTest> run_whereTagsAreRefusedAtCreation_tagsAfterwards() {
        return Stream.of("MalformedXML", "NotImplemented")
                .map(code -> DynamicTest.dynamicTest(code, () -> {
                    S3.aws().failNext("CreateBucket", code, code.equals("NotImplemented") ? 501 : 400);
                    Bucket bucket = unused();
                    assertThat(create(store(), bucket).created()).isTrue();
                    assertSameCallCompletes(bucket);
                }));
    }

    @Test
    void run_whereTheRoleMayNotTagLater_carriesItsTagsFromCreation() {
        S3.aws().failAlways("PutBucketTagging", "AccessDenied", 403);
        Bucket bucket = unused();
        assertThat(create(store(), bucket).warnings()).isEmpty();
        assertThat(store().tags(session(), bucket)).containsEntry("usecase_id", USECASE.value());
    }
}

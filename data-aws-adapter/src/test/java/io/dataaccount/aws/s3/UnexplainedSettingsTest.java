package io.dataaccount.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.bucket.BucketSetting;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * If a response does not say whether a bucket has a setting, nothing is written, because the policy, rules and tags of
 * others would be lost.
 */
class UnexplainedSettingsTest {
    private static final AccountSession ACCESS = ScriptedS3.ACCESS;
    private static final Bucket BUCKET = new Bucket(new BucketName("my-data"), Region.US_EAST_1);

    /** The error code of S3 for a bucket without the setting. Versioning has none: every bucket has it. */
    private static final Map<String, String> ABSENT = Map.of(
            "BucketEncryption", "ServerSideEncryptionConfigurationNotFoundError",
            "PublicAccessBlock", "NoSuchPublicAccessBlockConfiguration",
            "BucketOwnershipControls", "OwnershipControlsNotFoundError",
            "BucketPolicy", "NoSuchBucketPolicy",
            "BucketLifecycleConfiguration", "NoSuchLifecycleConfiguration",
            "BucketCors", "NoSuchCORSConfiguration",
            "BucketTagging", "NoSuchTagSet");

    private record Answer(String name, int status, String body) {}

    private static final List<Answer> UNEXPLAINED = List.of(
            new Answer("404 without a body", 404, ""),
            new Answer("404 of a proxy", 404, "<html><body><h1>404 Not Found</h1></body></html>"),
            new Answer("404 in JSON", 404, "{\"message\":\"no such route\"}"),
            new Answer("404 without a code", 404, "<Error><Message>gone</Message></Error>"),
            new Answer("404 of an object", 404, error("NoSuchKey")),
            new Answer("404 with an unknown code", 404, error("NoSuchThing")),
            new Answer("200 without a body", 200, ""),
            new Answer("200 of a proxy", 200, "<html><body>Welcome</body></html>"));

    @TestFactory
    Stream<DynamicTest> apply_whereTheResponseDoesNotSay_writesNothing() {
        return UNEXPLAINED.stream()
                .flatMap(answer -> rows().map(row -> DynamicTest.dynamicTest(row + ": " + answer.name(), () -> {
                    ScriptedS3 s3 = answering(answer.status(), answer.body());
                    DataException refusal = refusal(s3, row);
                    assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                    assertThat(refusal.detail())
                            .contains("S3", row.getAction(), "bucket 'my-data'", String.valueOf(answer.status()));
                    assertThat(writes(s3)).isEmpty();
                })));
    }

    /** Each setting has its own error code; the code of another setting does not mean "absent". */
    @TestFactory
    Stream<DynamicTest> apply_whereAnotherSettingIsSaidToBeAbsent_writesNothing() {
        return rows().flatMap(row -> ABSENT.entrySet().stream()
                .filter(other -> !other.getKey().equals(row.operation()))
                .map(other -> DynamicTest.dynamicTest(row + ": " + other.getValue(), () -> {
                    ScriptedS3 s3 = answering(404, error(other.getValue()));
                    assertThat(refusal(s3, row).code()).isEqualTo(ErrorCode.UNAVAILABLE);
                    assertThat(writes(s3)).isEmpty();
                })));
    }

    @TestFactory
    Stream<DynamicTest> apply_whereTheSettingIsAbsent_writesIt() {
        return rows().map(row -> DynamicTest.dynamicTest(row.toString(), () -> {
            ScriptedS3 s3 = answering(404, error(ABSENT.getOrDefault(row.operation(), "none")));
            assertThat(s3.store().apply(ACCESS, BUCKET, row.setting())).isTrue();
            assertThat(writes(s3)).hasSize(1);
        }));
    }

    @TestFactory
    Stream<DynamicTest> apply_whereTheBucketIsAbsent_saysSo() {
        return rows().map(row -> DynamicTest.dynamicTest(row.toString(), () -> {
            ScriptedS3 s3 = answering(404, error("NoSuchBucket"));
            assertThat(refusal(s3, row).code()).isEqualTo(ErrorCode.BUCKET_NOT_FOUND);
            assertThat(writes(s3)).isEmpty();
        }));
    }

    /** Tags identify the owner of a bucket, so only S3's own error code may mean "no tags". */
    @Test
    void tags_whereTheResponseDoesNotSay_areNotTakenForNone() {
        for (Answer answer : UNEXPLAINED) {
            DataException refusal = catchThrowableOfType(
                    DataException.class,
                    () -> answering(answer.status(), answer.body()).store().tags(ACCESS, BUCKET));
            assertThat(refusal).as(answer.name()).isNotNull();
            assertThat(refusal.code()).as(answer.name()).isEqualTo(ErrorCode.UNAVAILABLE);
        }
    }

    @TestFactory
    Stream<DynamicTest> tags_withoutKeyOrValueOrWithAKeyTwice_areUnavailable() {
        String whole = "<Tag><Key>team</Key><Value>x</Value></Tag>";
        return Stream.of(
                        whole + "<Tag><Key>k</Key></Tag>",
                        whole + "<Tag><Value>v</Value></Tag>",
                        whole + "<Tag/>",
                        whole + whole,
                        whole + "<Tag><Key>team</Key><Value>y</Value></Tag>")
                .map(tags -> DynamicTest.dynamicTest(tags, () -> {
                    ScriptedS3 s3 = answering(200, tagging(tags));
                    DataException refusal = catchThrowableOfType(
                            DataException.class, () -> s3.store().tags(ACCESS, BUCKET));
                    assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                    assertThat(refusal.detail()).contains("s3:GetBucketTagging", "bucket 'my-data'");
                    assertThat(refusal(s3, SettingTable.of(BucketSetting.Tags.class))
                                    .code())
                            .isEqualTo(ErrorCode.UNAVAILABLE);
                    assertThat(writes(s3)).isEmpty();
                }));
    }

    /** S3 allows empty values. */
    @Test
    void tags_withAnEmptyValue_areRead() {
        assertThat(answering(200, tagging("<Tag><Key>a</Key><Value/></Tag><Tag><Key>b</Key><Value></Value></Tag>"))
                        .store()
                        .tags(ACCESS, BUCKET))
                .isEqualTo(Map.of("a", "", "b", ""));
        assertThat(answering(200, tagging("")).store().tags(ACCESS, BUCKET)).isEmpty();
    }

    private static String tagging(String tags) {
        return "<Tagging><TagSet>" + tags + "</TagSet></Tagging>";
    }

    private static Stream<SettingTable.Row> rows() {
        return SettingTable.rows().stream().filter(row -> ABSENT.containsKey(row.operation()));
    }

    /** Every read gets this response; writes would succeed. */
    private static ScriptedS3 answering(int status, String body) {
        return new ScriptedS3(request -> request.method() == SdkHttpMethod.GET
                ? new ScriptedS3.Response(status, body)
                : new ScriptedS3.Response(200, ""));
    }

    private static List<String> writes(ScriptedS3 s3) {
        return s3.operations().stream()
                .filter(operation -> !operation.startsWith("GET"))
                .toList();
    }

    private static DataException refusal(ScriptedS3 s3, SettingTable.Row row) {
        DataException refusal =
                catchThrowableOfType(DataException.class, () -> s3.store().apply(ACCESS, BUCKET, row.setting()));
        assertThat(refusal).as("refused").isNotNull();
        return refusal;
    }

    private static String error(String code) {
        return "<Error><Code>" + code + "</Code><Message>m</Message></Error>";
    }
}

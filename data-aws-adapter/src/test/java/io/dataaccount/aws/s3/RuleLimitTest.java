package io.dataaccount.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.bucket.BucketSetting;
import io.dataaccount.core.model.bucket.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;

/** What is said if the rules of others leave no place for ours. */
class RuleLimitTest {
    private static final Bucket BUCKET = new Bucket(new BucketName("my-data"), Region.US_EAST_1);
    private static final BucketSetting CORS =
            new BucketSetting.CorsForOrigins(List.of(new Origin("https://portal.example.com")));
    private static final BucketSetting LIFECYCLE = new BucketSetting.AbortIncompleteUploads(7);
    private static final String CORS_RULE =
            "<CORSRule><AllowedMethod>GET</AllowedMethod><AllowedOrigin>https://other.example</AllowedOrigin></CORSRule>";
    private static final String LIFECYCLE_RULE =
            "<Rule><ID>x</ID><Filter><Prefix>x/</Prefix></Filter><Status>Enabled</Status><Expiration><Days>9</Days>"
                    + "</Expiration></Rule>";

    private static DataException refusal(BucketSetting setting, String document, String errorCode) {
        ScriptedS3 s3 = new ScriptedS3(request -> request.method() == SdkHttpMethod.GET
                ? new ScriptedS3.Response(200, document)
                : new ScriptedS3.Response(400, "<Error><Code>" + errorCode + "</Code></Error>"));
        return catchThrowableOfType(
                DataException.class, () -> s3.storeWithoutRetries().apply(ScriptedS3.ACCESS, BUCKET, setting));
    }

    private static String cors(int rules) {
        return "<CORSConfiguration>" + CORS_RULE.repeat(rules) + "</CORSConfiguration>";
    }

    private static String lifecycle(int rules) {
        return "<LifecycleConfiguration>" + LIFECYCLE_RULE.repeat(rules) + "</LifecycleConfiguration>";
    }

    @Test
    void documentWithoutAPlaceForOurRule_isNamedWithTheLimit() {
        for (String errorCode : List.of("MalformedXML", "InvalidRequest", "InvalidArgument")) {
            DataException refusal = refusal(CORS, cors(100), errorCode);
            assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_SUPPORTED);
            assertThat(refusal.detail())
                    .isEqualTo(
                            "The bucket 'my-data' has 100 CORS rules of others, and S3 allows 100 in all, so there is"
                                    + " no place for that of the portal: remove a rule of the bucket.");
            assertThat(refusal.operatorNote())
                    .hasValueSatisfying(note -> assertThat(note).contains(errorCode));
            assertThat(refusal(LIFECYCLE, lifecycle(1_000), errorCode))
                    .hasMessageContaining("has 1000 lifecycle rules of others, and S3 allows 1000 in all");
        }
    }

    @Test
    void otherRefusals_areNotBlamedOnTheLimit() {
        assertThat(refusal(CORS, cors(99), "MalformedXML")).hasMessageContaining("S3 error: MalformedXML");
        assertThat(refusal(LIFECYCLE, lifecycle(999), "MalformedXML")).hasMessageContaining("S3 error: MalformedXML");
        assertThat(refusal(CORS, cors(100), "AccessDenied").code()).isEqualTo(ErrorCode.DATA_ACCOUNT_DENIED);
    }
}

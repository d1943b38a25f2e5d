package io.dataaccount.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * Responses with status 200 that do not come from S3. The SDK reads them as responses without elements, which would
 * mean a done write, a bucket in us-east-1, or versioning that was never set.
 */
class ForeignResponsesTest {
    private static final AccountSession ACCESS = ScriptedS3.ACCESS;
    private static final Bucket BUCKET = new Bucket(new BucketName("my-data"), Region.US_EAST_1);
    private static final List<String> PAGES = List.of(
            "<html><body>Welcome</body></html>",
            "\n<!DOCTYPE html>\n<html><body>Sign in<br></body></html>",
            "<HTML></HTML>");

    @TestFactory
    Stream<DynamicTest> page_isNeverASuccess() {
        Map<String, Consumer<S3BucketStore>> calls = new LinkedHashMap<>();
        calls.put("s3:CreateBucket", store -> store.create(ACCESS, BUCKET, Map.of()));
        calls.put("s3:PutObject", store -> store.createFolder(ACCESS, BUCKET, new Prefix("raw/")));
        calls.put("s3:GetBucketVersioning", store -> store.protection(ACCESS, BUCKET));
        calls.put("s3:GetBucketLocation", store -> store.bucket(ACCESS, BUCKET.name()));
        SettingTable.rows()
                .forEach(row -> calls.put(row.getAction(), store -> store.apply(ACCESS, BUCKET, row.setting())));
        return calls.entrySet().stream()
                .flatMap(call -> PAGES.stream()
                        .map(page -> DynamicTest.dynamicTest(
                                call.getKey() + ": " + page.strip(),
                                () -> assertUnavailable(page, call.getKey(), call.getValue()))));
    }

    @TestFactory
    Stream<DynamicTest> emptyBody_isNeverReadAsAValue() {
        Map<String, Consumer<S3BucketStore>> calls = Map.of(
                "s3:GetBucketVersioning", store -> store.protection(ACCESS, BUCKET),
                "s3:GetBucketLocation", store -> store.bucket(ACCESS, BUCKET.name()));
        return calls.entrySet().stream()
                .map(call -> DynamicTest.dynamicTest(
                        call.getKey(), () -> assertUnavailable("", call.getKey(), call.getValue())));
    }

    private static void assertUnavailable(String body, String action, Consumer<S3BucketStore> call) {
        ScriptedS3 s3 = new ScriptedS3(request -> request.method() == SdkHttpMethod.HEAD
                ? new ScriptedS3.Response(403, null)
                : new ScriptedS3.Response(200, body));
        DataException refusal = catchThrowableOfType(DataException.class, () -> call.accept(s3.storeWithoutRetries()));
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(refusal.detail()).contains(action, "HTTP status 200", body.isEmpty() ? "no body" : "an HTML page");
    }
}

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
            "<HTML></HTML>",
            "<?xml version=\"1.0\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>Sign in</body></html>",
            "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0//EN\" \"x.dtd\"><html/>",
            "<!-- proxy -->\n<html><body>Sign in</body></html>",
            "\uFEFF<html></html>");

    /** Error documents with status 200, in the namespaces of several makers. */
    private static final List<String> ERRORS = List.of(
            "<Error><Code>InternalError</Code></Error>",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error xmlns=\"http://s3.example.com/\"><Code>SlowDown</Code></Error>",
            "<s3:Error xmlns:s3=\"http://s3.example.com/\"><s3:Code>AccessDenied</s3:Code></s3:Error>");

    /** Other documents, which a read must not take for a setting without a value. */
    private static final List<String> OTHERS =
            List.of("<Response><Status>ok</Status></Response>", "OK", "{\"message\":\"no\"}", "<!-- nothing -->");

    @TestFactory
    Stream<DynamicTest> page_isNeverASuccess() {
        return each(calls(), PAGES, "an HTML page");
    }

    @TestFactory
    Stream<DynamicTest> errorDocument_isNeverASuccess() {
        return each(calls(), ERRORS, "an error document");
    }

    @TestFactory
    Stream<DynamicTest> anotherDocument_isNeverReadAsAValue() {
        Map<String, Consumer<S3BucketStore>> reads = calls();
        reads.keySet().removeAll(List.of("s3:CreateBucket", "s3:PutObject"));
        return each(reads, OTHERS, "");
    }

    private static Stream<DynamicTest> each(
            Map<String, Consumer<S3BucketStore>> calls, List<String> bodies, String content) {
        return calls.entrySet().stream()
                .flatMap(call -> bodies.stream()
                        .map(body -> DynamicTest.dynamicTest(
                                call.getKey() + ": " + body.strip(),
                                () -> assertUnavailable(body, content, call.getKey(), call.getValue()))));
    }

    private static Map<String, Consumer<S3BucketStore>> calls() {
        Map<String, Consumer<S3BucketStore>> calls = new LinkedHashMap<>();
        calls.put("s3:CreateBucket", store -> store.create(ACCESS, BUCKET, Map.of()));
        calls.put("s3:PutObject", store -> store.createFolder(ACCESS, BUCKET, new Prefix("raw/")));
        calls.put("s3:GetBucketVersioning", store -> store.protection(ACCESS, BUCKET));
        calls.put("s3:GetBucketLocation", store -> store.bucket(ACCESS, BUCKET.name()));
        SettingTable.rows()
                .forEach(row -> calls.put(row.getAction(), store -> store.apply(ACCESS, BUCKET, row.setting())));
        return calls;
    }

    @TestFactory
    Stream<DynamicTest> emptyBody_isNeverReadAsAValue() {
        Map<String, Consumer<S3BucketStore>> calls = Map.of(
                "s3:GetBucketVersioning", store -> store.protection(ACCESS, BUCKET),
                "s3:GetBucketLocation", store -> store.bucket(ACCESS, BUCKET.name()));
        return calls.entrySet().stream()
                .map(call -> DynamicTest.dynamicTest(
                        call.getKey(), () -> assertUnavailable("", "no body", call.getKey(), call.getValue())));
    }

    private static void assertUnavailable(String body, String content, String action, Consumer<S3BucketStore> call) {
        ScriptedS3 s3 = new ScriptedS3(request -> request.method() == SdkHttpMethod.HEAD
                ? new ScriptedS3.Response(403, null)
                : new ScriptedS3.Response(200, body));
        DataException refusal = catchThrowableOfType(DataException.class, () -> call.accept(s3.storeWithoutRetries()));
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(refusal.detail()).contains(action, content);
    }
}

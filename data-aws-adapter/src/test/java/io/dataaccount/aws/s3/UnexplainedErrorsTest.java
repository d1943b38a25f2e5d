package io.dataaccount.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.core.error.AccessDeniedException;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Error responses that do not say the reason, at every request of every operation of the store: of proxies, of other
 * servers, and of S3 itself, whose responses to HEAD have no body.
 */
class UnexplainedErrorsTest {
    private static final AccountSession ACCESS = ScriptedS3.ACCESS;
    private static final Bucket BUCKET = new Bucket(new BucketName("my-data"), Region.US_EAST_1);
    private static final PageRequest PAGE = PageRequest.first(PageSize.MAX);
    private static final List<Integer> STATUSES = List.of(301, 307, 400, 401, 403, 404, 409, 412, 500, 503);
    private static final String HTML = "<!DOCTYPE html>\n<html><body><h1>Error</h1><hr>proxy</body></html>";
    private static final String UNKNOWN = "<Error><Code>SomethingNew</Code><Message>m</Message></Error>";

    /** @param named whether the response has an error code, but one that nobody knows */
    private record Form(String name, @Nullable String body, String type, boolean named) {}

    private static final List<Form> FORMS = List.of(
            new Form("no body", null, "application/xml", false),
            new Form("an empty body", "", "application/xml", false),
            new Form("HTML", HTML, "text/html", false),
            new Form("XML without a code", "<Error><Message>m</Message></Error>", "application/xml", false),
            new Form("XML with an empty code", "<Error><Code></Code></Error>", "application/xml", false),
            new Form("unknown code", UNKNOWN, "application/xml", true),
            new Form("truncated XML", "<Error><Code>Access", "application/xml", false),
            new Form("XML of another type", UNKNOWN, "text/plain", true),
            new Form("JSON", "{\"message\":\"no\"}", "application/json", false));

    private interface Work {
        void on(S3BucketStore store);
    }

    /**
     * @param action the IAM action in the error
     * @param fails the requests that get the error; the others succeed
     */
    private record Operation(String name, String action, Predicate<SdkHttpRequest> fails, Work work) {}

    private static List<Operation> operations() {
        List<Operation> all = new ArrayList<>(List.of(
                new Operation("buckets", "s3:ListAllMyBuckets", any -> true, store -> store.buckets(ACCESS, "", PAGE)),
                new Operation("bucket", "s3:", any -> true, store -> store.bucket(ACCESS, BUCKET.name())),
                new Operation("find", "s3:", any -> true, store -> store.find(ACCESS, BUCKET.name())),
                new Operation(
                        "create", "s3:CreateBucket", any -> true, store -> store.create(ACCESS, BUCKET, Map.of())),
                new Operation(
                        "create with tags",
                        "s3:CreateBucket",
                        any -> true,
                        store -> store.create(ACCESS, BUCKET, Map.of("a", "b"))),
                new Operation("tags", "s3:GetBucketTagging", any -> true, store -> store.tags(ACCESS, BUCKET)),
                new Operation(
                        "protection: versioning",
                        "s3:GetBucketVersioning",
                        any -> true,
                        store -> store.protection(ACCESS, BUCKET)),
                new Operation(
                        "protection: encryption",
                        "s3:GetEncryptionConfiguration",
                        request -> has(request, "encryption"),
                        store -> store.protection(ACCESS, BUCKET)),
                new Operation("isEmpty", "s3:ListBucket", any -> true, store -> store.isEmpty(ACCESS, BUCKET)),
                new Operation(
                        "list", "s3:ListBucket", any -> true, store -> store.list(ACCESS, BUCKET, Prefix.ROOT, PAGE)),
                new Operation(
                        "createFolder",
                        "s3:",
                        any -> true,
                        store -> store.createFolder(ACCESS, BUCKET, new Prefix("raw/")))));
        for (SettingTable.Row row : SettingTable.rows()) {
            all.add(new Operation(
                    "read " + row, row.getAction(), any -> true, store -> store.apply(ACCESS, BUCKET, row.setting())));
            all.add(new Operation(
                    "write " + row,
                    row.putAction(),
                    request -> request.method() == SdkHttpMethod.PUT,
                    store -> store.apply(ACCESS, BUCKET, row.setting())));
        }
        return all;
    }

    private static boolean has(SdkHttpRequest request, String parameter) {
        return request.rawQueryParameters().containsKey(parameter);
    }

    @TestFactory
    Stream<DynamicTest> errorWithoutAReason_isNamedAndNeverGuessed() {
        int size = operations().size() * STATUSES.size() * FORMS.size();
        System.out.println("S3: " + operations().size() + " operations x " + STATUSES.size() + " statuses x "
                + FORMS.size() + " forms = " + size + " error responses");
        return operations().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    for (int status : STATUSES) {
                        for (Form form : FORMS) {
                            check(operation, status, form);
                        }
                    }
                }));
    }

    private static void check(Operation operation, int status, Form form) {
        String name = operation.name() + ", " + status + " with " + form.name();
        ScriptedS3 s3 = new ScriptedS3(request -> operation.fails().test(request)
                ? new ScriptedS3.Response(
                        status,
                        request.method() == SdkHttpMethod.HEAD ? null : form.body(),
                        Map.of("Content-Type", form.type()))
                : absent(request));
        DataException refusal =
                catchThrowableOfType(DataException.class, () -> operation.work().on(s3.storeWithoutRetries()));
        assertThat(refusal).as(name).isNotNull();
        assertThat(refusal.code())
                .as(name + ": " + refusal.detail())
                .isIn(ErrorCode.UNAVAILABLE, ErrorCode.NOT_SUPPORTED, ErrorCode.DATA_ACCOUNT_DENIED);
        assertThat(refusal).as(name).isNotInstanceOf(AccessDeniedException.class);
        assertThat(refusal.detail())
                .as(name)
                .contains("S3", operation.action(), "HTTP status " + status, "check", "no request id")
                .contains(form.named() && !endsWithHead(s3) ? "'SomethingNew'" : "no error code")
                .doesNotContain("There is no bucket", "Another request", "another account", "policy", "throttled");
        boolean clearlyRefused = form.named() && status < 500;
        if (!clearlyRefused) {
            assertThat(refusal.code().retryable()).as(name).isTrue();
        }
    }

    private static boolean endsWithHead(ScriptedS3 s3) {
        List<SdkHttpRequest> requests = s3.requests();
        return requests.get(requests.size() - 1).method() == SdkHttpMethod.HEAD;
    }

    /** A bucket without any setting, so that each one is written. */
    private static ScriptedS3.Response absent(SdkHttpRequest request) {
        Map<String, String> codes = Map.of(
                "encryption", "ServerSideEncryptionConfigurationNotFoundError",
                "publicAccessBlock", "NoSuchPublicAccessBlockConfiguration",
                "ownershipControls", "OwnershipControlsNotFoundError",
                "policy", "NoSuchBucketPolicy",
                "lifecycle", "NoSuchLifecycleConfiguration",
                "cors", "NoSuchCORSConfiguration",
                "tagging", "NoSuchTagSet");
        return codes.entrySet().stream()
                .filter(code -> request.method() == SdkHttpMethod.GET && has(request, code.getKey()))
                .findFirst()
                .map(code -> new ScriptedS3.Response(404, "<Error><Code>" + code.getValue() + "</Code></Error>"))
                .orElse(new ScriptedS3.Response(200, "<VersioningConfiguration/>"));
    }

    /** The operator gives it to the support of AWS. */
    @Test
    void errorWithoutAReason_namesTheRequestIdOfS3() {
        ScriptedS3 s3 = new ScriptedS3(
                request -> new ScriptedS3.Response(400, "", Map.of("x-amz-request-id", "ID1", "x-amz-id-2", "ID2")));
        DataException refusal = catchThrowableOfType(
                DataException.class, () -> s3.storeWithoutRetries().list(ACCESS, BUCKET, Prefix.ROOT, PAGE));
        assertThat(refusal.detail()).contains("S3", "s3:ListBucket", "HTTP status 400", "request id ID1", "check");
    }

    /** S3 sends a request id; a proxy does not. */
    @Test
    void headThatIsRefusedByS3_hasTheReasonOfItsStatus() {
        ScriptedS3 s3 = new ScriptedS3(request -> request.method() == SdkHttpMethod.HEAD
                ? new ScriptedS3.Response(404, null, Map.of("x-amz-request-id", "ID1"))
                : new ScriptedS3.Response(500, null));
        assertThat(s3.storeWithoutRetries().find(ACCESS, BUCKET.name())).isEmpty();
        assertThat(s3.requests()).hasSize(1);
    }

    @TestFactory
    Stream<DynamicTest> headThatIsNotClear_hasTheReasonOfGetBucketLocation() {
        record Case(
                int head, int status, String body, @Nullable ErrorCode code) {}
        String denied = "<Error><Code>AccessDenied</Code></Error>";
        return Stream.of(
                        new Case(404, 404, "<Error><Code>NoSuchBucket</Code></Error>", null),
                        new Case(404, 403, denied, null),
                        new Case(404, 200, "<LocationConstraint/>", null),
                        new Case(404, 404, HTML, ErrorCode.UNAVAILABLE),
                        new Case(403, 403, denied, ErrorCode.DATA_ACCOUNT_DENIED),
                        new Case(403, 200, "<LocationConstraint/>", ErrorCode.DATA_ACCOUNT_DENIED),
                        new Case(403, 403, HTML, ErrorCode.UNAVAILABLE),
                        new Case(403, 200, HTML, ErrorCode.UNAVAILABLE),
                        new Case(403, 404, "<Error><Code>NoSuchBucket</Code></Error>", null),
                        new Case(400, 400, "<Error><Code>ExpiredToken</Code></Error>", ErrorCode.UNAVAILABLE),
                        new Case(400, 403, denied, ErrorCode.DATA_ACCOUNT_DENIED),
                        new Case(400, 400, HTML, ErrorCode.UNAVAILABLE),
                        new Case(301, 200, "<LocationConstraint/>", ErrorCode.UNAVAILABLE))
                .map(each -> DynamicTest.dynamicTest(each.toString(), () -> {
                    ScriptedS3 s3 = new ScriptedS3(request -> request.method() == SdkHttpMethod.HEAD
                            ? new ScriptedS3.Response(each.head(), null)
                            : new ScriptedS3.Response(each.status(), each.body()));
                    S3BucketStore store = s3.storeWithoutRetries();
                    if (each.code() == null) {
                        assertThat(store.find(ACCESS, BUCKET.name())).isEmpty();
                    } else {
                        DataException refusal =
                                catchThrowableOfType(DataException.class, () -> store.find(ACCESS, BUCKET.name()));
                        assertThat(refusal).isNotNull();
                        assertThat(refusal.code()).as(refusal.detail()).isEqualTo(each.code());
                        assertThat(refusal instanceof AccessDeniedException)
                                .isEqualTo(each.code() == ErrorCode.DATA_ACCOUNT_DENIED);
                    }
                }));
    }

    /** A marker that a proxy refuses with 412 does not exist for that reason. */
    @Test
    void createFolder_whereAProxyAnswers412_looksForTheMarker() {
        ScriptedS3 found = new ScriptedS3(
                request -> new ScriptedS3.Response(request.method() == SdkHttpMethod.HEAD ? 200 : 412, null));
        assertThat(found.storeWithoutRetries().createFolder(ACCESS, BUCKET, new Prefix("raw/")))
                .isFalse();
        ScriptedS3 s3 = ScriptedS3.always(412, "<Error><Code>PreconditionFailed</Code></Error>");
        assertThat(s3.storeWithoutRetries().createFolder(ACCESS, BUCKET, new Prefix("raw/")))
                .isFalse();
        assertThat(s3.requests()).hasSize(1);
    }
}

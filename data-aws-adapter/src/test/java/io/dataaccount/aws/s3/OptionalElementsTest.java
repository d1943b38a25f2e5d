package io.dataaccount.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.bucket.BucketSetting;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.GetBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * S3's API model says that every element of a response is optional. Each response that the store reads is sent without
 * one element at a time: the result is the same, or a clear UNAVAILABLE, and what others configured is not lost.
 */
class OptionalElementsTest {
    private static final AccountSession ACCESS = ScriptedS3.ACCESS;
    private static final Bucket BUCKET = new Bucket(new BucketName("my-data"), Region.US_EAST_1);
    private static final PageRequest PAGE = PageRequest.first(PageSize.MAX);

    /**
     * @param asked the requests that get the response
     * @param work returns the result
     * @param others whether others may have set parts, which a write must keep
     * @param meaning the elements whose absence has a meaning of its own, with the part of the result that it means
     */
    private record Operation(
            String name,
            SdkPojo response,
            Map<String, String> values,
            Predicate<SdkHttpRequest> asked,
            Function<S3BucketStore, Object> work,
            boolean others,
            Map<String, String> meaning) {}

    private static final Map<String, String> OBJECTS = Map.of(
            "Name", "my-data",
            "Prefix", "n/",
            "Delimiter", "/",
            "EncodingType", "url",
            "KeyCount", "2",
            "MaxKeys", "1000",
            "Contents/Key", "n/a.txt",
            "CommonPrefixes/Prefix", "n/b/",
            "NextContinuationToken", "next");

    private static List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        all.add(new Operation(
                "ListBuckets",
                ListBucketsResponse.builder().build(),
                Map.of("Buckets/Bucket/Name", "my-data", "Buckets/Bucket/BucketRegion", "us-east-1"),
                request -> request.encodedPath().equals("/"),
                store -> store.buckets(ACCESS, "", PAGE),
                false,
                Map.of(
                        "Buckets/Bucket/CreationDate", "creationDate=1970-01-01T00:00:00Z",
                        "ContinuationToken", "nextToken=null")));
        all.add(new Operation(
                "HeadBucket",
                HeadBucketResponse.builder().build(),
                Map.of("x-amz-bucket-region", "us-east-1"),
                request -> request.method() == SdkHttpMethod.HEAD,
                store -> store.find(ACCESS, BUCKET.name()),
                false,
                Map.of()));
        all.add(new Operation(
                "CreateBucket",
                CreateBucketResponse.builder().build(),
                Map.of(),
                request -> true,
                store -> create(store),
                false,
                Map.of()));
        all.add(new Operation(
                "ListObjectsV2 of a folder",
                ListObjectsV2Response.builder().build(),
                OBJECTS,
                request -> true,
                store -> store.list(ACCESS, BUCKET, new Prefix("n/"), PAGE),
                false,
                Map.of("Contents/LastModified", "lastModified=1970-01-01T00:00:00Z")));
        all.add(new Operation(
                "ListObjectsV2 of a bucket",
                ListObjectsV2Response.builder().build(),
                OBJECTS,
                request -> true,
                store -> store.isEmpty(ACCESS, BUCKET),
                false,
                Map.of()));
        all.add(new Operation(
                "PutObject",
                PutObjectResponse.builder().build(),
                Map.of(),
                request -> true,
                store -> store.createFolder(ACCESS, BUCKET, new Prefix("raw/")),
                false,
                Map.of()));
        all.add(new Operation(
                "HeadObject",
                HeadObjectResponse.builder().build(),
                Map.of(),
                request -> request.method() == SdkHttpMethod.HEAD,
                store -> store.createFolder(ACCESS, BUCKET, new Prefix("raw/")),
                false,
                Map.of()));
        // S3 sends no status if versioning was never set, and no key if AWS manages it
        all.add(new Operation(
                "GetBucketVersioning",
                GetBucketVersioningResponse.builder().build(),
                Map.of("Status", "Enabled", "MfaDelete", "Disabled"),
                request -> request.rawQueryParameters().containsKey("versioning"),
                store -> store.protection(ACCESS, BUCKET),
                false,
                Map.of("Status", "versioning=NEVER_SET")));
        Map<String, String> kms = Map.of(
                "ServerSideEncryptionConfiguration/Rule/ApplyServerSideEncryptionByDefault/SSEAlgorithm", "aws:kms");
        all.add(new Operation(
                "GetBucketEncryption",
                GetBucketEncryptionResponse.builder().build(),
                kms,
                request -> request.rawQueryParameters().containsKey("encryption"),
                store -> store.protection(ACCESS, BUCKET),
                false,
                Map.of(
                        "ServerSideEncryptionConfiguration/Rule/ApplyServerSideEncryptionByDefault/KMSMasterKeyID",
                        "kmsKeyId=null")));
        all.add(new Operation(
                "GetBucketTagging",
                GetBucketTaggingResponse.builder().build(),
                Map.of(),
                request -> request.method() == SdkHttpMethod.GET,
                store -> store.tags(ACCESS, BUCKET),
                false,
                Map.of()));
        all.add(setting(
                "BucketVersioning", GetBucketVersioningResponse.builder().build(), Map.of(), false));
        all.add(setting(
                "BucketEncryption", GetBucketEncryptionResponse.builder().build(), kms, true));
        all.add(setting(
                "PublicAccessBlock", GetPublicAccessBlockResponse.builder().build(), Map.of(), false));
        all.add(setting(
                "BucketOwnershipControls",
                GetBucketOwnershipControlsResponse.builder().build(),
                Map.of("OwnershipControls/Rule/ObjectOwnership", "BucketOwnerEnforced"),
                false));
        all.add(setting(
                "BucketLifecycleConfiguration",
                GetBucketLifecycleConfigurationResponse.builder().build(),
                Map.of(),
                true));
        all.add(setting("BucketCors", GetBucketCorsResponse.builder().build(), Map.of(), true));
        all.add(setting("BucketTagging", GetBucketTaggingResponse.builder().build(), Map.of(), true));
        all.add(new Operation(
                "PutBucketLifecycleConfiguration",
                PutBucketLifecycleConfigurationResponse.builder().build(),
                Map.of(),
                request -> request.method() == SdkHttpMethod.PUT,
                store -> store.apply(ACCESS, BUCKET, new BucketSetting.AbortIncompleteUploads(7)),
                false,
                Map.of()));
        return all;
    }

    private static Object create(S3BucketStore store) {
        store.create(ACCESS, BUCKET, Map.of());
        return "created";
    }

    /** The result is that the bucket has the setting, whether it was written or not. */
    private static Operation setting(String operation, SdkPojo response, Map<String, String> values, boolean others) {
        SettingTable.Row row = SettingTable.rows().stream()
                .filter(each -> each.operation().equals(operation))
                .findFirst()
                .orElseThrow();
        return new Operation(
                "Get" + operation + " for a change",
                response,
                values,
                request -> request.method() == SdkHttpMethod.GET,
                store -> {
                    store.apply(ACCESS, BUCKET, row.setting());
                    return "applied";
                },
                others,
                Map.of());
    }

    @TestFactory
    Stream<DynamicTest> responseWithoutOneElement_losesNothing() {
        long elements = operations().stream()
                .mapToLong(each -> new ModelledResponse(each.response(), each.values())
                        .paths()
                        .size())
                .sum();
        System.out.println("S3: " + operations().size() + " responses with " + elements + " optional elements");
        return operations().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> check(operation)));
    }

    private static void check(Operation operation) {
        ModelledResponse response = new ModelledResponse(operation.response(), operation.values());
        Object complete = result(operation, response, null);
        assertThat(complete).as("complete").isNotInstanceOf(Throwable.class);
        assertThat(response.paths()).isNotEmpty();
        for (String path : response.paths()) {
            Object result = result(operation, response, path);
            if (result instanceof Throwable thrown) {
                assertThat(thrown).as(path).isInstanceOf(DataException.class);
                assertThat(((DataException) thrown).code()).as(path + thrown).isEqualTo(ErrorCode.UNAVAILABLE);
                assertThat(thrown.getMessage()).as(path).contains("s3:", "try again");
            } else if (operation.meaning().containsKey(path)) {
                assertThat(result.toString())
                        .as(path)
                        .contains(operation.meaning().get(path));
            } else {
                assertThat(result).as(path).isEqualTo(complete);
            }
        }
    }

    /** The result, or what was thrown. */
    private static Object result(Operation operation, ModelledResponse response, @Nullable String dropped) {
        ScriptedS3 s3 = new ScriptedS3(request ->
                operation.asked().test(request) ? body(request, response.without(dropped)) : other(operation, request));
        try {
            Object result = operation.work().apply(s3.storeWithoutRetries());
            s3.bodies()
                    .forEach(body -> assertThat(kept(operation, response, dropped))
                            .as("written without " + dropped)
                            .allSatisfy(text -> assertThat(body).contains(text)));
            return result;
        } catch (RuntimeException e) {
            return e;
        }
    }

    /** What others configured, except the algorithm and key of the default encryption, which are ours to change. */
    private static List<String> kept(Operation operation, ModelledResponse response, @Nullable String dropped) {
        return operation.others() ? response.texts(dropped, Set.of("SSEAlgorithm", "KMSMasterKeyID")) : List.of();
    }

    private static ScriptedS3.Response body(SdkHttpRequest request, ScriptedS3.Response response) {
        return request.method() == SdkHttpMethod.GET
                ? response
                : new ScriptedS3.Response(200, null, response.headers());
    }

    private static ScriptedS3.Response other(Operation operation, SdkHttpRequest request) {
        if (request.rawQueryParameters().containsKey("encryption") && request.method() == SdkHttpMethod.GET) {
            return new ScriptedS3.Response(
                    404, "<Error><Code>ServerSideEncryptionConfigurationNotFoundError</Code></Error>");
        }
        if (request.rawQueryParameters().containsKey("lifecycle") && request.method() == SdkHttpMethod.GET) {
            return new ScriptedS3.Response(404, "<Error><Code>NoSuchLifecycleConfiguration</Code></Error>");
        }
        if (operation.name().equals("HeadObject")) {
            return new ScriptedS3.Response(501, "<Error><Code>NotImplemented</Code></Error>");
        }
        return new ScriptedS3.Response(
                200, request.method() == SdkHttpMethod.GET ? "<VersioningConfiguration/>" : null);
    }
}

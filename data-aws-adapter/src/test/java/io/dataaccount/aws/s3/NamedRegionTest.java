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
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** A request in the wrong region is sent again to the region that the error response names, wherever it names it. */
class NamedRegionTest {
    private static final AccountSession ACCESS = ScriptedS3.ACCESS;
    private static final Bucket BUCKET = new Bucket(new BucketName("my-data"), Region.US_EAST_1);
    private static final Bucket MOVED = new Bucket(BUCKET.name(), new Region("eu-west-1"));
    private static final PageRequest PAGE = PageRequest.first(PageSize.MAX);
    private static final String LISTING =
            "<ListBucketResult><Name>my-data</Name><KeyCount>0</KeyCount><MaxKeys>1000</MaxKeys></ListBucketResult>";
    private static final String BUCKETS = "<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>";

    private static ScriptedS3.Response error(int status, String body) {
        return new ScriptedS3.Response(status, body);
    }

    private static ScriptedS3.Response endpoint(int status, String host) {
        return error(status, "<Error><Code>PermanentRedirect</Code><Endpoint>" + host + "</Endpoint></Error>");
    }

    private static ScriptedS3.Response location(int status, String url) {
        return new ScriptedS3.Response(status, null, Map.of("Location", url));
    }

    private static final List<ScriptedS3.Response> RESPONSES = List.of(
            new ScriptedS3.Response(400, null, Map.of("x-amz-bucket-region", "eu-west-1")),
            error(400, "<Region>eu-west-1</Region>"),
            new ScriptedS3.Response(400, "<Region>eu-west-1</Region>", Map.of("x-amz-bucket-region", " ")),
            error(400, "<?xml version=\"1.0\"?>\n<Error><Region>eu-west-1</Region></Error>"),
            error(400, "<Error><Code>AuthorizationHeaderMalformed</Code><Region>eu-west-1</Region></Error>"),
            error(403, "<Error><Code>AccessDenied</Code><Region> eu-west-1 </Region></Error>"),
            error(301, "<Error><Code>PermanentRedirect</Code><Region>EU</Region></Error>"),
            endpoint(301, "my-data.s3.eu-west-1.amazonaws.com"),
            endpoint(301, "s3-eu-west-1.amazonaws.com"),
            endpoint(307, "my-data.s3-eu-west-1.amazonaws.com"),
            endpoint(307, "eu-central-1.s3.eu-west-1.amazonaws.com"),
            endpoint(301, "s3.eu-central-1.s3.dualstack.eu-west-1.amazonaws.com"),
            endpoint(301, "s3-fips.dualstack.eu-west-1.amazonaws.com"),
            location(301, "https://my-data.s3.eu-west-1.amazonaws.com/"),
            location(307, "https://s3.eu-west-1.amazonaws.com/my-data?list-type=2"));

    /** The request was signed for the region: the signature's scope names it. */
    private static boolean isIn(SdkHttpRequest request, Region region) {
        return request.firstMatchingHeader("Authorization").orElse("").contains("/" + region + "/s3/");
    }

    /** Answers like this in us-east-1; succeeds elsewhere. */
    private static ScriptedS3 elsewhere(ScriptedS3.Response wrong) {
        return new ScriptedS3(request -> isIn(request, Region.US_EAST_1)
                ? new ScriptedS3.Response(
                        wrong.status(), request.method() == SdkHttpMethod.HEAD ? null : wrong.body(), wrong.headers())
                : new ScriptedS3.Response(
                        200,
                        request.method() != SdkHttpMethod.GET
                                ? null
                                : request.rawQueryParameters().containsKey("location")
                                        ? "<LocationConstraint>eu-west-1</LocationConstraint>"
                                        : request.encodedPath().equals("/") ? BUCKETS : LISTING));
    }

    @TestFactory
    Stream<DynamicTest> call_inTheWrongRegion_isRepeatedInTheNamedOne() {
        return RESPONSES.stream()
                .map(response -> DynamicTest.dynamicTest(response.toString(), () -> {
                    ScriptedS3 s3 = elsewhere(response);
                    S3BucketStore store = s3.storeWithoutRetries();
                    store.list(ACCESS, BUCKET, Prefix.ROOT, PAGE);
                    assertThat(s3.requests()).hasSize(2);
                    assertThat(isIn(s3.requests().get(1), MOVED.region())).isTrue();
                    assertThat(store.bucket(ACCESS, BUCKET.name())).isEqualTo(MOVED);
                    assertThat(s3.requests()).as("remembered").hasSize(2);
                    elsewhere(response).storeWithoutRetries().buckets(ACCESS, "", PAGE);
                }));
    }

    /** A response to HEAD has no body, so GetBucketLocation names the region. */
    @TestFactory
    Stream<DynamicTest> bucket_whoseHeadNamesNoRegion_isFoundWithGetBucketLocation() {
        return RESPONSES.stream()
                .map(response -> DynamicTest.dynamicTest(response.toString(), () -> {
                    assertThat(elsewhere(response).storeWithoutRetries().bucket(ACCESS, BUCKET.name()))
                            .isEqualTo(MOVED);
                    assertThat(elsewhere(response).storeWithoutRetries().find(ACCESS, BUCKET.name()))
                            .contains(MOVED);
                }));
    }

    @Test
    void region_thatNamesTheSameOrNoRegion_isNotFollowed() {
        for (ScriptedS3.Response response : List.of(
                error(400, "<Region>us-east-1</Region>"),
                error(400, "<Region></Region>"),
                endpoint(301, "my-data.s3.amazonaws.com"),
                endpoint(301, "s3.example.com"),
                location(307, "https://login.example.com/?from=s3.eu-west-1.amazonaws.com"),
                location(302, "not a url"),
                location(302, "/login"))) {
            ScriptedS3 s3 = ScriptedS3.always(response);
            DataException refusal = refusal(s3);
            assertThat(refusal.code()).as(refusal.detail()).isIn(ErrorCode.UNAVAILABLE, ErrorCode.NOT_SUPPORTED);
            assertThat(refusal.detail()).contains("S3", "s3:ListBucket", "region");
            assertThat(s3.requests()).hasSize(1);
        }
    }

    @Test
    void region_thatIsFollowedInVain_isFollowedOnce() {
        ScriptedS3 s3 = ScriptedS3.always(error(400, "<Region>eu-west-1</Region>"));
        assertThat(refusal(s3).detail()).contains("HTTP status 400", "no error code");
        assertThat(s3.requests()).hasSize(2);
    }

    /** Of AWS; a custom endpoint may have any region. */
    @Test
    void region_thatIsUnknown_isNamed() {
        ScriptedS3 aws = ScriptedS3.always(error(400, "<Region>aa-north-1</Region>"));
        try (S3Clients clients = new S3Clients(aws, null, true)) {
            S3BucketStore store = new S3BucketStore(clients, Region.US_EAST_1);
            DataException refusal =
                    catchThrowableOfType(DataException.class, () -> store.list(ACCESS, BUCKET, Prefix.ROOT, PAGE));
            assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_SUPPORTED);
            assertThat(refusal.detail()).contains("'aa-north-1'");
        }
        assertThat(aws.requests()).hasSize(1);
    }

    private static DataException refusal(ScriptedS3 s3) {
        @Nullable
        DataException refusal = catchThrowableOfType(
                DataException.class, () -> s3.storeWithoutRetries().list(ACCESS, BUCKET, Prefix.ROOT, PAGE));
        assertThat(refusal).isNotNull();
        return refusal;
    }
}

package io.dataaccount.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.bucket.BucketSummary;
import io.dataaccount.core.model.object.FileSummary;
import io.dataaccount.core.model.object.FolderPage;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.http.SdkHttpMethod;

/** Listings without elements that S3 always sends, and servers that do not send the region of buckets. */
class IncompleteListingTest {
    private static final AccountSession ACCESS = ScriptedS3.ACCESS;
    private static final Bucket BUCKET = new Bucket(new BucketName("my-data"), Region.US_EAST_1);
    private static final PageRequest FIRST = PageRequest.first(PageSize.MAX);
    private static final String TIME = "2026-11-29T06:00:00.000Z";

    @TestFactory
    Stream<DynamicTest> list_ofAFolderThatIsIncomplete_isUnavailable() {
        String file = "<Key>n/a</Key><LastModified>" + TIME + "</LastModified><Size>1</Size>";
        return Stream.of(
                        "<IsTruncated>true</IsTruncated><Contents>" + file + "</Contents>",
                        "<IsTruncated>true</IsTruncated><NextContinuationToken></NextContinuationToken><Contents>"
                                + file + "</Contents>",
                        "<Contents>" + file.replaceAll("<Key>.*</Key>", "") + "</Contents>",
                        "<Contents>" + file.replaceAll("<Size>.*</Size>", "") + "</Contents>",
                        "<CommonPrefixes></CommonPrefixes>",
                        "<IsTruncated>false</IsTruncated>")
                .map(part -> DynamicTest.dynamicTest(part, () -> {
                    ScriptedS3 s3 = ScriptedS3.always(
                            200,
                            "<ListBucketResult><Name>my-data</Name><KeyCount>1</KeyCount>" + part
                                    + "</ListBucketResult>");
                    DataException refusal = catchThrowableOfType(
                            DataException.class, () -> s3.store().list(ACCESS, BUCKET, new Prefix("n/"), FIRST));
                    assertThat(refusal).isNotNull();
                    assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                    assertThat(refusal.detail()).contains("s3:ListBucket", "my-data");
                }));
    }

    /** A proxy, or a server other than S3, may respond to every request with 200. */
    @TestFactory
    Stream<DynamicTest> response_thatIsNoListing_isUnavailable() {
        return Stream.of(
                        "",
                        "<html><body>Welcome</body></html>",
                        "<ListBucketResult/>",
                        "<ListBucketResult><Name>my-data</Name></ListBucketResult>",
                        "<ListBucketResult><KeyCount>0</KeyCount><MaxKeys>1</MaxKeys></ListBucketResult>",
                        "<ListAllMyBucketsResult/>",
                        "<ListAllMyBucketsResult><Owner><ID>1</ID></Owner></ListAllMyBucketsResult>")
                .map(body -> DynamicTest.dynamicTest("body: " + body, () -> {
                    S3BucketStore store = ScriptedS3.always(200, body).store();
                    assertUnavailable("s3:ListBucket on bucket 'my-data'", () -> store.isEmpty(ACCESS, BUCKET));
                    assertUnavailable(
                            "s3:ListBucket on bucket 'my-data'",
                            () -> store.list(ACCESS, BUCKET, new Prefix("n/"), FIRST));
                    assertUnavailable("s3:ListAllMyBuckets", () -> store.buckets(ACCESS, "", FIRST));
                }));
    }

    @Test
    void response_thatIsAnEmptyListing_isTakenForEmpty() {
        for (String number : List.of("<KeyCount>0</KeyCount>", "<MaxKeys>1</MaxKeys>")) {
            S3BucketStore store = ScriptedS3.always(
                            200, "<ListBucketResult><Name>my-data</Name>" + number + "</ListBucketResult>")
                    .store();
            assertThat(store.isEmpty(ACCESS, BUCKET)).isTrue();
            assertThat(store.list(ACCESS, BUCKET, Prefix.ROOT, FIRST).files()).isEmpty();
        }
        assertThat(ScriptedS3.always(200, list(""))
                        .store()
                        .buckets(ACCESS, "", FIRST)
                        .items())
                .isEmpty();
    }

    /** S3 may return a page without keys before the last page. */
    @Test
    void isEmpty_ofAPageWithoutKeysThatIsNotTheLast_isFalse() {
        S3BucketStore store = ScriptedS3.always(
                        200,
                        "<ListBucketResult><Name>my-data</Name><KeyCount>0</KeyCount><IsTruncated>true</IsTruncated>"
                                + "<NextContinuationToken>abc</NextContinuationToken></ListBucketResult>")
                .store();
        assertThat(store.isEmpty(ACCESS, BUCKET)).isFalse();
    }

    private static void assertUnavailable(String said, ThrowingCallable call) {
        DataException refusal = catchThrowableOfType(DataException.class, call);
        assertThat(refusal).as(said).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(refusal.detail()).contains(said);
    }

    /** Some servers omit these. Nothing is lost without them. */
    @Test
    void list_ofEntriesWithoutTimeOrNumbers_isComplete() {
        ScriptedS3 s3 = ScriptedS3.always(
                200,
                "<ListBucketResult><Contents><Key>n/a</Key><Size>1</Size></Contents>"
                        + "<CommonPrefixes><Prefix>n/b/</Prefix></CommonPrefixes></ListBucketResult>");
        FolderPage page = s3.store().list(ACCESS, BUCKET, new Prefix("n/"), FIRST);
        assertThat(page.files()).containsExactly(new FileSummary("n/a", 1, Instant.EPOCH));
        assertThat(page.folders()).containsExactly("n/b/");
        assertThat(s3.store().isEmpty(ACCESS, BUCKET)).isFalse();
    }

    /** Some servers do not count folders. */
    @Test
    void list_whoseKeyCountIsTooSmall_isComplete() {
        ScriptedS3 s3 = ScriptedS3.always(
                200,
                "<ListBucketResult><Name>my-data</Name><KeyCount>0</KeyCount>"
                        + "<CommonPrefixes><Prefix>n/b/</Prefix></CommonPrefixes></ListBucketResult>");
        assertThat(s3.store().list(ACCESS, BUCKET, new Prefix("n/"), FIRST).folders())
                .containsExactly("n/b/");
    }

    @Test
    void list_ofTheLastPageWithAToken_hasNoNextPage() {
        ScriptedS3 s3 = ScriptedS3.always(
                200,
                "<ListBucketResult><Name>my-data</Name><MaxKeys>9</MaxKeys><IsTruncated>false</IsTruncated>"
                        + "<NextContinuationToken>n/a</NextContinuationToken></ListBucketResult>");
        assertThat(s3.store().list(ACCESS, BUCKET, new Prefix("n/"), FIRST).nextToken())
                .isNull();
    }

    @Test
    void list_ofAFullPageThatDoesNotSayWhetherItIsTheLast_isUnavailable() {
        String file = "<Contents><Key>n/a</Key><Size>1</Size></Contents>";
        ScriptedS3 s3 = ScriptedS3.always(200, "<ListBucketResult>" + file + "</ListBucketResult>");
        PageRequest one = PageRequest.first(new PageSize(1));
        assertUnavailable(
                "neither IsTruncated nor NextContinuationToken",
                () -> s3.store().list(ACCESS, BUCKET, new Prefix("n/"), one));
        ScriptedS3 last = ScriptedS3.always(
                200, "<ListBucketResult><IsTruncated>false</IsTruncated>" + file + "</ListBucketResult>");
        assertThat(last.store().list(ACCESS, BUCKET, new Prefix("n/"), one).nextToken())
                .isNull();
    }

    @Test
    void buckets_withoutName_areUnavailable() {
        ScriptedS3 s3 = ScriptedS3.always(200, list("<Bucket><CreationDate>" + TIME + "</CreationDate></Bucket>"));
        assertUnavailable("a bucket without Name", () -> s3.store().buckets(ACCESS, "", FIRST));
    }

    @Test
    void buckets_withoutDate_haveNone() {
        ScriptedS3 s3 = ScriptedS3.always(
                200, list("<Bucket><Name>my-data</Name><BucketRegion>eu-west-1</BucketRegion></Bucket>"));
        assertThat(s3.store().buckets(ACCESS, "", FIRST).items())
                .containsExactly(new BucketSummary("my-data", Instant.EPOCH, "eu-west-1"));
    }

    /** A list of buckets has no IsTruncated. Without a token, a full page may be the last one or not. */
    @Test
    void buckets_ofAFullPageWithoutAToken_areComparedWithALargerPage() {
        PageRequest two = PageRequest.first(new PageSize(2));
        assertUnavailable("no ContinuationToken", () -> withBuckets(3).store().buckets(ACCESS, "", two));
        assertThat(withBuckets(2).store().buckets(ACCESS, "", two).items()).hasSize(2);
        assertThat(withBuckets(1).store().buckets(ACCESS, "", two).items()).hasSize(1);
        ScriptedS3 unpaged = ScriptedS3.always(200, list(buckets(3)));
        assertThat(unpaged.store(Duration.ZERO).buckets(ACCESS, "", two).items())
                .as("the server does not know max-buckets")
                .hasSize(3);
    }

    /** A server with so many buckets that cuts its list off and sends no token. */
    private static ScriptedS3 withBuckets(int number) {
        return new ScriptedS3(request -> new ScriptedS3.Response(
                200,
                request.method() == SdkHttpMethod.HEAD
                        ? null
                        : list(buckets(Math.min(
                                number,
                                Integer.parseInt(request.firstMatchingRawQueryParameter("max-buckets")
                                        .orElseThrow()))))));
    }

    @Test
    void buckets_whereEveryHeadBreaks_askForOneBucket() {
        ScriptedS3 s3 = new ScriptedS3(request ->
                request.method() == SdkHttpMethod.HEAD ? null : new ScriptedS3.Response(200, list(buckets(100))));
        assertThat(s3.store().buckets(ACCESS, "", FIRST).items())
                .hasSize(100)
                .extracting(BucketSummary::region)
                .containsOnly("us-east-1");
        assertThat(s3.operations().stream().filter(each -> each.startsWith("HEAD")))
                .isNotEmpty()
                .containsOnly("HEAD /bucket-0");
    }

    @Test
    void buckets_withoutTimeLeft_askForNone() {
        ScriptedS3 s3 = ScriptedS3.always(200, list(buckets(3)));
        assertThat(s3.store(Duration.ZERO).buckets(ACCESS, "", FIRST).items())
                .extracting(BucketSummary::region)
                .containsOnly("us-east-1");
        assertThat(s3.operations()).hasSize(1);
    }

    @Test
    void buckets_whereOneIsNotOurs_askForTheNext() {
        ScriptedS3 s3 = new ScriptedS3(request -> request.method() == SdkHttpMethod.HEAD
                ? new ScriptedS3.Response(404, null)
                : request.rawQueryParameters().containsKey("location")
                        ? new ScriptedS3.Response(404, "<Error><Code>NoSuchBucket</Code></Error>")
                        : new ScriptedS3.Response(200, list(buckets(3))));
        s3.store().buckets(ACCESS, "", FIRST);
        assertThat(s3.operations()).contains("HEAD /bucket-0", "HEAD /bucket-1", "HEAD /bucket-2");
    }

    private static String buckets(int number) {
        List<String> names =
                IntStream.range(0, number).mapToObj(i -> "bucket-" + i).toList();
        StringBuilder xml = new StringBuilder();
        names.forEach(name -> xml.append("<Bucket><Name>")
                .append(name)
                .append("</Name><CreationDate>")
                .append(TIME)
                .append("</CreationDate></Bucket>"));
        return xml.toString();
    }

    private static String list(String buckets) {
        return "<ListAllMyBucketsResult><Buckets>" + buckets + "</Buckets></ListAllMyBucketsResult>";
    }
}

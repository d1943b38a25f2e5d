package io.dataaccount.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.bucket.BucketSummary;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import java.time.Duration;
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
    private static final AccountSession ACCESS = new AccountSession(
            new AccountId("111122223333"),
            "arn:aws:iam::111122223333:role/Data",
            new Credentials("AKIDEXAMPLE", "secret", null, null));
    private static final Bucket BUCKET = new Bucket(new BucketName("my-data"), Region.US_EAST_1);
    private static final PageRequest FIRST = PageRequest.first(PageSize.MAX);
    private static final String TIME = "2026-11-29T06:00:00.000Z";

    @TestFactory
    Stream<DynamicTest> list_ofAFolderThatIsIncomplete_isUnavailable() {
        String file = "<Key>n/a</Key><LastModified>" + TIME + "</LastModified><Size>1</Size>";
        return Stream.of(
                        "<IsTruncated>true</IsTruncated>",
                        "<IsTruncated>true</IsTruncated><NextContinuationToken></NextContinuationToken>",
                        "<Contents>" + file.replaceAll("<Key>.*</Key>", "") + "</Contents>",
                        "<Contents>" + file.replaceAll("<Size>.*</Size>", "") + "</Contents>",
                        "<Contents>" + file.replaceAll("<Last.*Modified>", "") + "</Contents>",
                        "<CommonPrefixes></CommonPrefixes>")
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
                        "<ListAllMyBucketsResult/>")
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
        for (String element : List.of("<Buckets/>", "<Owner><ID>1</ID></Owner>")) {
            S3BucketStore store = ScriptedS3.always(
                            200, "<ListAllMyBucketsResult>" + element + "</ListAllMyBucketsResult>")
                    .store();
            assertThat(store.buckets(ACCESS, "", FIRST).items()).isEmpty();
        }
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

    @TestFactory
    Stream<DynamicTest> buckets_withoutNameOrDate_areUnavailable() {
        return Stream.of("<CreationDate>" + TIME + "</CreationDate>", "<Name>my-data</Name>", "")
                .map(part -> DynamicTest.dynamicTest("bucket of: " + part, () -> {
                    ScriptedS3 s3 = ScriptedS3.always(200, list("<Bucket>" + part + "</Bucket>"));
                    DataException refusal = catchThrowableOfType(
                            DataException.class, () -> s3.store().buckets(ACCESS, "", FIRST));
                    assertThat(refusal).isNotNull();
                    assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                    assertThat(refusal.detail()).contains("s3:ListAllMyBuckets", "Name or CreationDate");
                }));
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

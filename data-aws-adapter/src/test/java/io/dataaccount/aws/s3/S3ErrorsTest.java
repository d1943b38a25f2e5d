package io.dataaccount.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.core.error.AccessDeniedException;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

class S3ErrorsTest {
    @RegisterExtension
    static final TestS3 S3 = new TestS3();

    private record Case(String name, int status, ErrorCode code, String sentence) {}

    @TestFactory
    Stream<DynamicTest> refusals_haveOurCodesAndSayWhatToDo() {
        return Stream.of(
                        new Case("AccessDenied", 403, ErrorCode.DATA_ACCOUNT_DENIED, "s3:ListBucket"),
                        new Case("AllAccessDisabled", 403, ErrorCode.DATA_ACCOUNT_DENIED, "s3:ListBucket"),
                        new Case("Unheard", 403, ErrorCode.DATA_ACCOUNT_DENIED, "does not know"),
                        new Case("NoSuchBucket", 404, ErrorCode.BUCKET_NOT_FOUND, "create it"),
                        new Case("OperationAborted", 409, ErrorCode.CONFLICT, "try again"),
                        new Case("NotImplemented", 501, ErrorCode.NOT_SUPPORTED, "does not support"),
                        new Case("MethodNotAllowed", 405, ErrorCode.NOT_SUPPORTED, "does not support"),
                        new Case("SlowDown", 503, ErrorCode.THROTTLED, "throttled"),
                        new Case("ServiceUnavailable", 503, ErrorCode.UNAVAILABLE, "try again"),
                        new Case("Unheard", 500, ErrorCode.UNAVAILABLE, "try again"),
                        new Case("ExpiredToken", 400, ErrorCode.UNAVAILABLE, "credentials"),
                        new Case("InvalidToken", 400, ErrorCode.UNAVAILABLE, "credentials"),
                        new Case("InvalidAccessKeyId", 403, ErrorCode.UNAVAILABLE, "credentials"),
                        new Case("SignatureDoesNotMatch", 403, ErrorCode.UNAVAILABLE, "credentials"),
                        new Case("RequestTimeTooSkewed", 403, ErrorCode.UNAVAILABLE, "clock"),
                        new Case("RequestExpired", 400, ErrorCode.UNAVAILABLE, "clock"),
                        new Case("PermanentRedirect", 301, ErrorCode.NOT_SUPPORTED, "region"),
                        new Case("TemporaryRedirect", 307, ErrorCode.UNAVAILABLE, "try again"),
                        new Case("TooManyBuckets", 400, ErrorCode.CONFLICT, "limit of buckets"),
                        new Case("BucketAlreadyOwnedByYou", 409, ErrorCode.CONFLICT, "exists already"),
                        new Case("Unheard", 418, ErrorCode.NOT_SUPPORTED, "does not know"))
                .map(each -> DynamicTest.dynamicTest(each.toString(), () -> {
                    Bucket bucket = S3.newBucket(Region.US_EAST_1);
                    S3.aws().stopFailing();
                    S3.aws().failAlways("ListObjectsV2", each.name(), each.status());
                    DataException refusal = refusal(S3.store(), S3.session(), bucket);
                    assertThat(refusal.code()).as(refusal.detail()).isEqualTo(each.code());
                    assertThat(refusal.detail()).contains(each.sentence());
                    assertThat(refusal.operatorNote().orElseThrow())
                            .contains("error code " + each.name(), "status " + each.status(), "AWS request id ")
                            .doesNotContain("null");
                    assertThat(refusal instanceof AccessDeniedException)
                            .isEqualTo(each.code() == ErrorCode.DATA_ACCOUNT_DENIED
                                    && !each.name().equals("Unheard"));
                }));
    }

    @Test
    void credentialsThatS3DoesNotKnow_areNotTakenForAMissingAction() {
        AccountSession unknown = new AccountSession(
                S3.session().account(), "a role", new Credentials("ASIAUNKNOWN", "secret-text", "token-text", null));
        DataException refusal = refusal(S3.store(), unknown, S3.newBucket(Region.US_EAST_1));
        assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(refusal.detail()).contains("credentials", "a role").doesNotContain("secret-text", "token-text");
    }

    @Test
    void noAnswer_isUnavailable() {
        try (S3Clients nowhere = new S3Clients(S3.http(), URI.create("http://127.0.0.1:1"), true)) {
            Bucket bucket = new Bucket(TestS3.randomName(), Region.US_EAST_1);
            DataException refusal = refusal(new S3BucketStore(nowhere, Region.US_EAST_1), S3.session(), bucket);
            assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        }
    }

    private static DataException refusal(S3BucketStore store, AccountSession session, Bucket bucket) {
        DataException refusal = catchThrowableOfType(
                DataException.class, () -> store.list(session, bucket, Prefix.ROOT, PageRequest.first(PageSize.MAX)));
        assertThat(refusal).as("refused").isNotNull();
        return refusal;
    }
}

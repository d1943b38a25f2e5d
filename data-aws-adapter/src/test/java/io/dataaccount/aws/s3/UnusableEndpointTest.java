package io.dataaccount.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.aws.s3.presign.S3UploadPresigner;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.upload.UrlLifetime;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Endpoints that the SDK cannot use for a bucket. */
class UnusableEndpointTest {
    @ParameterizedTest
    @CsvSource({"http://[::1]:9,my.data,true", "http://127.0.0.1:99999,my-data,false"})
    void requestThatCannotBeBuilt_saysWhatToCheck(URI endpoint, String name, boolean alsoUrl) {
        Bucket bucket = new Bucket(new BucketName(name), Region.US_EAST_1);
        try (SdkHttpClient http = UrlConnectionHttpClient.create();
                S3Clients clients = new S3Clients(http, endpoint, false)) {
            S3BucketStore store = new S3BucketStore(clients, Region.US_EAST_1);
            assertRefused(() -> store.find(ScriptedS3.ACCESS, bucket.name()));
            assertRefused(() -> store.create(ScriptedS3.ACCESS, bucket, Map.of()));
            assertRefused(() -> store.createFolder(ScriptedS3.ACCESS, bucket, new Prefix("raw/")));
            assertRefused(() -> store.protection(ScriptedS3.ACCESS, bucket));
        }
        if (alsoUrl) {
            assertRefused(() -> new S3UploadPresigner(endpoint, false)
                    .batch(ScriptedS3.ACCESS, bucket, Instant.EPOCH, new UrlLifetime(60)));
        }
    }

    private static void assertRefused(ThrowingCallable call) {
        DataException refusal = catchThrowableOfType(DataException.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_SUPPORTED);
        assertThat(refusal.detail()).contains("S3 endpoint", "port", "S3_PATH_STYLE");
    }
}

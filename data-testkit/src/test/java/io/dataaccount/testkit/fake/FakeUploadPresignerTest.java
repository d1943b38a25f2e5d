package io.dataaccount.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.upload.MultipartRequest;
import io.dataaccount.core.model.upload.PartNumber;
import io.dataaccount.core.model.upload.PresignedUpload;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UploadConditions;
import io.dataaccount.core.model.upload.UploadId;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.port.UploadPresigner;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FakeUploadPresignerTest {
    private static final String CHECKSUM = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    private final UploadPresigner.Batch batch = new FakeUploadPresigner()
            .batch(
                    new AccountSession(
                            new AccountId("111122223333"), "r", new Credentials("AKIA", "secret", null, null)),
                    new Bucket(new BucketName("my-data"), new Region("eu-west-1")),
                    Instant.EPOCH,
                    new UrlLifetime(60));

    @Test
    void sign_isReadable() {
        PresignedUpload signed = batch.sign(upload("raw/a b+~*é.txt", UploadConditions.NONE));
        assertThat(signed.method()).isEqualTo("PUT");
        assertThat(signed.url())
                .isEqualTo("https://my-data.s3.eu-west-1.amazonaws.com/raw/a%20b%2B~%2A%C3%A9.txt"
                        + "?X-Amz-Expires=60&X-Amz-Signature=fake");
        assertThat(signed.headers()).containsOnlyKeys("Content-Type").containsEntry("Content-Type", "text/plain");
    }

    @Test
    void sign_withConditions_namesTheirHeaders() {
        PresignedUpload signed = batch.sign(upload("a", new UploadConditions(0L, CHECKSUM, false)));
        assertThat(signed.headers())
                .containsOnlyKeys("Content-Type", "x-amz-checksum-sha256", "If-None-Match")
                .containsEntry("x-amz-checksum-sha256", CHECKSUM)
                .containsEntry("If-None-Match", "*");
    }

    @Test
    void sign_ofMultipartCalls_isReadable() {
        ObjectKey key = new ObjectKey("a b");
        UploadId id = new UploadId("x/y");
        String root = "https://my-data.s3.eu-west-1.amazonaws.com/a%20b?";
        String end = "&X-Amz-Expires=60&X-Amz-Signature=fake";
        assertThat(batch.sign(new MultipartRequest.Create(key, new ContentType("text/plain"))))
                .isEqualTo(new PresignedUpload(root + "uploads" + end, "POST", Map.of("Content-Type", "text/plain")));
        assertThat(batch.sign(new MultipartRequest.UploadPart(key, id, new PartNumber(7))))
                .isEqualTo(new PresignedUpload(root + "partNumber=7&uploadId=x%2Fy" + end, "PUT", Map.of()));
        assertThat(batch.sign(new MultipartRequest.ListParts(key, id)))
                .isEqualTo(new PresignedUpload(root + "uploadId=x%2Fy" + end, "GET", Map.of()));
        assertThat(batch.sign(new MultipartRequest.Complete(key, id, false)))
                .isEqualTo(new PresignedUpload(root + "uploadId=x%2Fy" + end, "POST", Map.of("If-None-Match", "*")));
        assertThat(batch.sign(new MultipartRequest.Abort(key, id)))
                .isEqualTo(new PresignedUpload(root + "uploadId=x%2Fy" + end, "DELETE", Map.of()));
    }

    private static Upload upload(String key, UploadConditions conditions) {
        return new Upload(new ObjectKey(key), new ContentType("text/plain"), conditions);
    }
}

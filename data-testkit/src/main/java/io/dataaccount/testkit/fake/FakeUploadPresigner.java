package io.dataaccount.testkit.fake;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.upload.MultipartRequest;
import io.dataaccount.core.model.upload.PresignedUpload;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UploadId;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.port.UploadPresigner;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * URLs for people to read, such as
 * {@code https://my-data.s3.us-east-1.amazonaws.com/raw/a.txt?X-Amz-Expires=3600&X-Amz-Signature=fake}: the same for
 * the same upload, whoever signs and whenever. No S3 takes them.
 */
public final class FakeUploadPresigner implements UploadPresigner {
    @Override
    public Batch batch(AccountSession session, Bucket bucket, Instant signedAt, UrlLifetime lifetime) {
        requireNonNull(session, "session is null");
        requireNonNull(signedAt, "signedAt is null");
        String root = "https://" + bucket.name() + ".s3." + bucket.region() + ".amazonaws.com/";
        return new ReadableBatch(root, "X-Amz-Expires=" + lifetime.seconds() + "&X-Amz-Signature=fake");
    }

    private record ReadableBatch(String root, String signature) implements Batch {
        @Override
        public PresignedUpload sign(Upload upload) {
            String url = root + encoded(upload.key().value()) + "?" + signature;
            return new PresignedUpload(url, upload.method(), upload.headers());
        }

        @Override
        public PresignedUpload sign(MultipartRequest call) {
            String url = root + encoded(call.key().value()) + "?" + query(call) + "&" + signature;
            return new PresignedUpload(url, call.method(), call.headers());
        }

        private static String query(MultipartRequest call) {
            if (call instanceof MultipartRequest.Create) {
                return "uploads";
            }
            if (call instanceof MultipartRequest.UploadPart part) {
                return "partNumber=" + part.partNumber().value() + "&" + id(part.uploadId());
            }
            if (call instanceof MultipartRequest.ListParts list) {
                return id(list.uploadId());
            }
            if (call instanceof MultipartRequest.Complete complete) {
                return id(complete.uploadId());
            }
            return id(((MultipartRequest.Abort) call).uploadId());
        }

        private static String id(UploadId id) {
            return "uploadId=" + encoded(id.value()).replace("/", "%2F");
        }
    }

    /** As SigV4 has it; {@link URLEncoder} is made for forms and differs in four places. */
    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~")
                .replace("%2F", "/");
    }
}

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
 * Returns readable URLs, such as
 * {@code https://my-data.s3.us-east-1.amazonaws.com/raw/a.txt?X-Amz-Expires=3600&X-Amz-Signature=fake}. The URL of an
 * upload does not depend on the session and the time. S3 does not accept these URLs. Safe for use by many threads.
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
        public PresignedUpload sign(MultipartRequest request) {
            String url = root + encoded(request.key().value()) + "?" + query(request) + "&" + signature;
            return new PresignedUpload(url, request.method(), request.headers());
        }

        private static String query(MultipartRequest request) {
            if (request instanceof MultipartRequest.Create) {
                return "uploads";
            }
            if (request instanceof MultipartRequest.UploadPart part) {
                return "partNumber=" + part.partNumber().value() + "&" + id(part.uploadId());
            }
            if (request instanceof MultipartRequest.ListParts list) {
                return id(list.uploadId());
            }
            if (request instanceof MultipartRequest.Complete complete) {
                return id(complete.uploadId());
            }
            return id(((MultipartRequest.Abort) request).uploadId());
        }

        private static String id(UploadId id) {
            return "uploadId=" + encoded(id.value()).replace("/", "%2F");
        }
    }

    /** Encodes as SigV4 does; {@link URLEncoder} encodes for HTML forms and differs for four characters. */
    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~")
                .replace("%2F", "/");
    }
}

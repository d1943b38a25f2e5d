package io.dataaccount.testkit.fake;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.Access;
import io.dataaccount.core.model.Bucket;
import io.dataaccount.core.model.ExpiresIn;
import io.dataaccount.core.model.MultipartCall;
import io.dataaccount.core.model.PresignedUpload;
import io.dataaccount.core.model.Upload;
import io.dataaccount.core.model.UploadId;
import io.dataaccount.core.port.UploadPresigner;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * URLs for people to read, such as
 * {@code https://my-data.s3.us-east-1.amazonaws.com/raw/a.txt?X-Amz-Expires=3600&X-Amz-Signature=fake}: the same for the
 * same upload, whoever signs and whenever. No S3 takes them.
 */
public final class FakeUploadPresigner implements UploadPresigner {
    @Override
    public Batch batch(Access access, Bucket bucket, Instant signedAt, ExpiresIn lifetime) {
        requireNonNull(access, "access is null");
        requireNonNull(signedAt, "signedAt is null");
        String root = "https://" + bucket.name() + ".s3." + bucket.region() + ".amazonaws.com/";
        return new ReadableBatch(root, "X-Amz-Expires=" + lifetime.seconds() + "&X-Amz-Signature=fake");
    }

    private record ReadableBatch(String root, String signature) implements Batch {
        @Override
        public PresignedUpload sign(Upload upload) {
            return new PresignedUpload(root + encoded(upload.key().value()) + "?" + signature, "PUT", headers(upload));
        }

        @Override
        public PresignedUpload sign(MultipartCall call) {
            if (call instanceof MultipartCall.Create create) {
                Map<String, String> type =
                        Map.of("Content-Type", create.contentType().value());
                return signed(call, "POST", "uploads", type);
            }
            if (call instanceof MultipartCall.UploadPart part) {
                return signed(
                        call, "PUT", "partNumber=" + part.partNumber().value() + "&" + id(part.uploadId()), Map.of());
            }
            if (call instanceof MultipartCall.ListParts list) {
                return signed(call, "GET", id(list.uploadId()), Map.of());
            }
            if (call instanceof MultipartCall.Complete complete) {
                Map<String, String> condition = complete.overwrite() ? Map.of() : Map.of("If-None-Match", "*");
                return signed(call, "POST", id(complete.uploadId()), condition);
            }
            return signed(call, "DELETE", id(((MultipartCall.Abort) call).uploadId()), Map.of());
        }

        private PresignedUpload signed(MultipartCall call, String method, String query, Map<String, String> headers) {
            String url = root + encoded(call.key().value()) + "?" + query + "&" + signature;
            return new PresignedUpload(url, method, headers);
        }

        private static String id(UploadId id) {
            return "uploadId=" + encoded(id.value()).replace("/", "%2F");
        }
    }

    private static Map<String, String> headers(Upload upload) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", upload.contentType().value());
        upload.guards().sha256().ifPresent(checksum -> headers.put("x-amz-checksum-sha256", checksum));
        if (!upload.guards().overwrite()) {
            headers.put("If-None-Match", "*");
        }
        return headers;
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

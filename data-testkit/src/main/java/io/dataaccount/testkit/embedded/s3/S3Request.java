package io.dataaccount.testkit.embedded.s3;

import io.dataaccount.testkit.embedded.http.AwsErrorException;
import io.dataaccount.testkit.embedded.http.RawQuery;
import io.dataaccount.testkit.embedded.http.RequestHeaders;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/**
 * A request to S3 in path style: {@code /BUCKET/KEY}.
 *
 * @param http the request of the servlet API
 * @param bucket the name of the bucket, decoded; empty for an operation on the account
 * @param key the key, decoded; empty for an operation on a bucket
 */
record S3Request(
        HttpServletRequest http, String method, String bucket, String key, RawQuery query, RequestHeaders headers) {
    private static final int MAX_DOCUMENT_BYTES = 1 << 20;

    /** @throws AwsErrorException 400 if the path is malformed or leads out of its bucket */
    static S3Request of(HttpServletRequest http) {
        String[] path = http.getRequestURI().split("/", 3);
        String bucket = path.length > 1 ? RawQuery.decodePath(path[1]) : "";
        String key = path.length > 2 ? RawQuery.decodePath(path[2]) : "";
        EmbeddedKeyRules.checkForm(key);
        if (bucket.isEmpty() && !key.isEmpty()) {
            throw new AwsErrorException(400, "InvalidURI", "Couldn't parse the specified URI.");
        }
        RawQuery query = RawQuery.parse(http.getQueryString());
        return new S3Request(http, http.getMethod(), bucket, key, query, RequestHeaders.of(http));
    }

    /** @throws AwsErrorException 501 if the embedded S3 does not support the operation */
    String operation() {
        return S3Operations.name(method, bucket, key, query, headers).orElseThrow(AwsErrorException::notImplemented);
    }

    /** The hash or the placeholder that was signed in place of the body. */
    String payloadHash() {
        if (headers.first("authorization")
                        .filter(value -> value.startsWith("AWS4-"))
                        .isPresent()
                && !query.has("X-Amz-Algorithm")) {
            return headers.first("x-amz-content-sha256")
                    .orElseThrow(() -> new AwsErrorException(
                            400, "InvalidRequest", "Missing required header for this request: x-amz-content-sha256"));
        }
        return headers.first("x-amz-content-sha256")
                .or(() -> query.first("X-Amz-Content-Sha256"))
                .orElse("UNSIGNED-PAYLOAD");
    }

    /**
     * Reads a body that is a document, not an object, and checks its digests.
     *
     * @throws AwsErrorException 400 if it is longer than 1 MiB or a digest does not match
     */
    byte[] document() throws IOException {
        byte[] body = http.getInputStream().readNBytes(MAX_DOCUMENT_BYTES + 1);
        if (body.length > MAX_DOCUMENT_BYTES) {
            throw new AwsErrorException(400, "MaxMessageLengthExceeded", "Your request was too large.");
        }
        BodyDigests.check(body, payloadHash(), headers);
        return body;
    }
}

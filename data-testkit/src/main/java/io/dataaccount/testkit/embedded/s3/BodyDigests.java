package io.dataaccount.testkit.embedded.s3;

import io.dataaccount.testkit.embedded.http.AwsErrorException;
import io.dataaccount.testkit.embedded.http.Digests;
import io.dataaccount.testkit.embedded.http.RequestHeaders;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** Checks a body against the digests in the request headers. */
final class BodyDigests {
    private BodyDigests() {}

    /**
     * Checks all digests of a known kind; ignores others.
     *
     * @throws AwsErrorException 400 if a digest does not match; 501 if the body is signed in chunks
     */
    static void check(byte[] body, String payloadHash, RequestHeaders headers) {
        if (payloadHash.startsWith("STREAMING-")) {
            throw AwsErrorException.notImplemented();
        }
        if (!payloadHash.equals("UNSIGNED-PAYLOAD") && !payloadHash.equals(Digests.sha256Hex(body))) {
            throw new AwsErrorException(
                    400,
                    "XAmzContentSHA256Mismatch",
                    "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
        expect(headers.first("content-md5"), Digests.digest("MD5", body));
        expect(headers.first("x-amz-checksum-sha256"), Digests.sha256(body));
        expect(headers.first("x-amz-checksum-sha1"), Digests.digest("SHA-1", body));
        expect(headers.first("x-amz-checksum-crc32"), sum(new CRC32(), body));
        expect(headers.first("x-amz-checksum-crc32c"), sum(new CRC32C(), body));
    }

    /** @throws AwsErrorException 400 if the request has no digest, which S3 requires for every bucket setting */
    static void require(RequestHeaders headers) {
        boolean any = headers.values().keySet().stream()
                .anyMatch(name -> name.equals("content-md5")
                        || (name.startsWith("x-amz-checksum-") && !name.equals("x-amz-checksum-algorithm")));
        if (!any) {
            throw new AwsErrorException(
                    400, "InvalidRequest", "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }
    }

    private static void expect(Optional<String> given, byte[] computed) {
        if (given.isPresent() && !given.get().equals(Base64.getEncoder().encodeToString(computed))) {
            throw new AwsErrorException(
                    400,
                    "BadDigest",
                    "The Content-MD5 or checksum value you specified did not match what we received.");
        }
    }

    private static byte[] sum(Checksum checksum, byte[] body) {
        checksum.update(body);
        return ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) checksum.getValue())
                .array();
    }
}

package io.dataaccount.core.port;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.upload.MultipartRequest;
import io.dataaccount.core.model.upload.PresignedUpload;
import io.dataaccount.core.model.upload.StreamedUrl;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UrlLifetime;
import java.time.Instant;

/**
 * Signs upload URLs with SigV4. Signing makes no network request, so it does not check whether the bucket exists or
 * whether the credentials permit the upload. Safe for use by many threads.
 *
 * <p>The given values must be canonical, so that signer, client and S3 process the same bytes: a key is valid Unicode
 * without control characters and without empty, {@code .} and {@code ..} segments; a content type is visible ASCII with
 * single spaces inside; a checksum is canonical base64. The types that {@link Upload} consists of guarantee this.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">Query string signing</a>
 */
public interface UploadPresigner {
    /**
     * Creates a signer for uploads to one bucket.
     *
     * @param session the session to sign with
     * @param bucket the bucket that the URLs point to
     * @param signedAt when the lifetime begins, in whole seconds
     * @param lifetime how long the URLs are valid; the caller ensures that the credentials are valid as long
     */
    Batch batch(AccountSession session, Bucket bucket, Instant signedAt, UrlLifetime lifetime);

    /** Signs several uploads one by one. For use by one thread. */
    interface Batch {
        /** Signs the PUT of one object. */
        PresignedUpload sign(Upload upload);

        /** Signs one request of a multipart upload. */
        PresignedUpload sign(MultipartRequest call);

        /** The URL of {@link #sign(Upload)}, signed when it is written. It may be written as long as the batch is in use. */
        default StreamedUrl url(Upload upload) {
            return out -> out.write(sign(upload).url().getBytes(US_ASCII));
        }
    }
}

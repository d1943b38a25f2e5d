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
 * Signs upload URLs with SigV4. Signing is arithmetic: it asks nobody whether the bucket exists or the credentials may
 * write to it. Safe for use by many threads.
 *
 * <p>It relies on the values that it is given to be canonical, so that signer, client and S3 read the same bytes: a key is
 * valid Unicode without control characters and without empty, {@code .} and {@code ..} segments; a content type is visible
 * ASCII with single spaces inside; a checksum is canonical base64. {@link Upload} cannot be made of anything else.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">Query string signing</a>
 */
public interface UploadPresigner {
    /**
     * A signer for uploads to one bucket.
     *
     * @param signedAt when the lifetime begins, to the second
     * @param lifetime how long the URLs live; the caller sees to it that the credentials last as long
     */
    Batch batch(AccountSession session, Bucket bucket, Instant signedAt, UrlLifetime lifetime);

    /** Signs one upload after the other. For use by one thread. */
    interface Batch {
        PresignedUpload sign(Upload upload);

        /** Signs one request of an upload in parts. */
        PresignedUpload sign(MultipartRequest call);

        /** The URL of {@link #sign(Upload)}, signed when it is written. It may be written as long as the batch is in use. */
        default StreamedUrl url(Upload upload) {
            return out -> out.write(sign(upload).url().getBytes(US_ASCII));
        }
    }
}

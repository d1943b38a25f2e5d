package io.dataaccount.aws.s3.presign;

import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.upload.UrlLifetime;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/** Signs URLs for the objects of one bucket, all with the same signing time and lifetime. For use by one thread. */
interface UrlSigner {
    String sign(UrlRequest request);

    /** Writes the URL that {@link #sign} would return, in ASCII, without creating a String. */
    void write(UrlRequest request, OutputStream out) throws IOException;

    /** Opens signers. Safe for use by many threads. */
    interface Factory {
        UrlSigner open(Credentials credentials, Bucket bucket, Instant signedAt, UrlLifetime lifetime);
    }
}

package io.dataaccount.aws.s3.presign;

import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.upload.UrlLifetime;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/** Signs URLs for the objects of one bucket, of one second and lifetime. For use by one thread. */
interface UrlSigner {
    String sign(UrlRequest request);

    /** Writes the same URL, which is ASCII, without making a String of it. */
    void write(UrlRequest request, OutputStream out) throws IOException;

    /** Opens signers. Safe for use by many threads. */
    interface Factory {
        UrlSigner open(Credentials credentials, Bucket bucket, Instant signedAt, UrlLifetime lifetime);
    }
}

package io.dataaccount.aws.s3.presign;

import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.port.UploadPresigner;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Signs upload URLs for the endpoint of the bucket's own region, which for us-east-1 is the global one: virtual-hosted, or
 * path-style for a custom endpoint that asks for it and for a dotted name, which the certificate of the virtual-hosted one
 * does not cover. The URLs are those of the SDK's own {@code S3Presigner}, byte for byte. {@link VerifiedSigner} says who
 * makes them, and when that is checked.
 */
public final class S3UploadPresigner implements UploadPresigner {
    private final UrlSigner.Factory signers;

    /**
     * @param endpoint where an S3-compatible server is, whatever the region; null for AWS
     * @param pathStyle whether every bucket stands in the path and not in the host name
     */
    public S3UploadPresigner(@Nullable URI endpoint, boolean pathStyle) {
        this(VerifiedSigner.at(endpoint, pathStyle));
    }

    S3UploadPresigner(UrlSigner.Factory signers) {
        this.signers = signers;
    }

    @Override
    public Batch batch(AccountSession session, Bucket bucket, Instant signedAt, UrlLifetime lifetime) {
        return new UploadBatch(signers.open(session.credentials(), bucket, signedAt, lifetime));
    }
}

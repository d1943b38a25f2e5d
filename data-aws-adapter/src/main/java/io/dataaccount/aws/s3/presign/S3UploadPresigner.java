package io.dataaccount.aws.s3.presign;

import io.dataaccount.aws.s3.UnusableEndpoint;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.port.UploadPresigner;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Signs upload URLs for the endpoint of the bucket's own region; for us-east-1 that is the global endpoint. URLs are
 * virtual-hosted. They are path-style for a custom endpoint with that setting, and for a bucket name with a dot,
 * because the certificate of virtual-hosted URLs does not cover such names. The URLs are the same, byte for byte, as
 * those of the SDK's {@code S3Presigner}. {@link VerifiedSigner} explains which code signs them, and when the results
 * are compared. Safe for use by many threads; a batch is for use by one thread.
 */
public final class S3UploadPresigner implements UploadPresigner {
    private final UrlSigner.Factory signers;

    /**
     * @param endpoint the URL of an S3-compatible server, for every region; null for AWS
     * @param pathStyle whether all URLs have the bucket name in the path and not in the host name
     */
    public S3UploadPresigner(@Nullable URI endpoint, boolean pathStyle) {
        this(VerifiedSigner.at(endpoint, pathStyle));
    }

    S3UploadPresigner(UrlSigner.Factory signers) {
        this.signers = signers;
    }

    @Override
    public Batch batch(AccountSession session, Bucket bucket, Instant signedAt, UrlLifetime lifetime) {
        try {
            return new UploadBatch(signers.open(session.credentials(), bucket, signedAt, lifetime));
        } catch (SdkClientException | IllegalArgumentException e) {
            throw UnusableEndpoint.of(bucket, e);
        }
    }
}

package io.dataaccount.aws.s3.presign;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.Bucket;
import io.dataaccount.core.model.Credentials;
import io.dataaccount.core.model.UrlLifetime;
import java.time.Instant;

/** Opens our own signers, for endpoints that {@link S3EndpointResolver} covers. */
final class SigV4SignerFactory implements UrlSigner.Factory {
    private final S3EndpointResolver roots;

    SigV4SignerFactory(S3EndpointResolver roots) {
        this.roots = roots;
    }

    @Override
    public UrlSigner open(Credentials credentials, Bucket bucket, Instant signedAt, UrlLifetime lifetime) {
        S3Endpoint root = requireNonNull(roots.of(bucket), "not an endpoint that is covered");
        return new SigV4Signer(new SigningContext(root, bucket.region(), credentials, signedAt, lifetime));
    }
}

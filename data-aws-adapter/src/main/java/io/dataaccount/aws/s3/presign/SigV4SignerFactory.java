package io.dataaccount.aws.s3.presign;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.upload.UrlLifetime;
import java.time.Instant;

/** Opens our own signers, for endpoints that {@link BucketEndpoints} covers. */
final class SigV4SignerFactory implements UrlSigner.Factory {
    private final BucketEndpoints endpoints;

    SigV4SignerFactory(BucketEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public UrlSigner open(Credentials credentials, Bucket bucket, Instant signedAt, UrlLifetime lifetime) {
        S3Endpoint endpoint = requireNonNull(endpoints.of(bucket), "the endpoint is not covered by BucketEndpoints");
        return new SigV4Signer(new SigningContext(endpoint, bucket.region(), credentials, signedAt, lifetime));
    }
}

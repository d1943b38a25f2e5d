package io.dataaccount.aws.s3.presign;

import io.dataaccount.aws.s3.SdkEndpoints;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.upload.UrlLifetime;
import java.time.Instant;

/** Opens signers that use the SDK, for any endpoint. The first one loads the SDK's classes. */
final class SdkSignerFactory implements UrlSigner.Factory {
    private final SdkEndpoints endpoints;

    SdkSignerFactory(SdkEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public UrlSigner open(Credentials credentials, Bucket bucket, Instant signedAt, UrlLifetime lifetime) {
        return new SdkSigner(endpoints.upload(bucket), bucket, credentials, signedAt, lifetime);
    }
}

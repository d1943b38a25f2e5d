package io.dataaccount.aws.s3.presign;

import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.upload.UrlLifetime;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Opens signers that use the SDK, for any endpoint. The first one loads the SDK's classes. */
final class SdkSignerFactory implements UrlSigner.Factory {
    private final @Nullable URI endpoint;
    private final boolean pathStyle;

    SdkSignerFactory(@Nullable URI endpoint, boolean pathStyle) {
        this.endpoint = endpoint;
        this.pathStyle = pathStyle;
    }

    @Override
    public UrlSigner open(Credentials credentials, Bucket bucket, Instant signedAt, UrlLifetime lifetime) {
        return new SdkSigner(endpoint, pathStyle, bucket, credentials, signedAt, lifetime);
    }
}

package io.dataaccount.aws.s3.presign;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.Bucket;
import io.dataaccount.core.model.Credentials;
import io.dataaccount.core.model.UrlLifetime;
import java.time.Instant;

/** Opens our own signers, for endpoints that {@link BucketRoots} covers. */
final class SigV4Signing implements UrlSigner.Factory {
    private final BucketRoots roots;

    SigV4Signing(BucketRoots roots) {
        this.roots = roots;
    }

    @Override
    public UrlSigner open(Credentials credentials, Bucket bucket, Instant signedAt, UrlLifetime lifetime) {
        BucketRoot root = requireNonNull(roots.of(bucket), "not an endpoint that is covered");
        return new SigV4Signer(new SigV4Plan(root, bucket.region(), credentials, signedAt, lifetime));
    }
}

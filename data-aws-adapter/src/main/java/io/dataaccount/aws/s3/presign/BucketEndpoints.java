package io.dataaccount.aws.s3.presign;

import io.dataaccount.core.model.bucket.Bucket;
import org.jspecify.annotations.Nullable;

/** The endpoints of buckets for our own signer. Safe for use by many threads. */
interface BucketEndpoints {
    /** The endpoint of the bucket; null if our signer does not cover it, so that the SDK signs. */
    @Nullable
    S3Endpoint of(Bucket bucket);

    /** Whether the endpoints are those of AWS, and nothing in the environment changes them. */
    boolean isPlainAws();
}

package io.dataaccount.core.model.bucket;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.account.Region;

/** A bucket that exists, and the region that requests to it go to. */
public record Bucket(BucketName name, Region region) {
    public Bucket {
        requireNonNull(name, "name is null");
        requireNonNull(region, "region is null");
    }

    /** The ARN of the bucket, in the partition of its region. */
    public String arn() {
        return "arn:" + region.partition().id() + ":s3:::" + name;
    }
}

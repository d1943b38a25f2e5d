package io.dataaccount.core.model;

import static java.util.Objects.requireNonNull;

/** A bucket that exists, and the region that calls to it go to. */
public record Bucket(BucketName name, Region region) {
    public Bucket {
        requireNonNull(name, "name is null");
        requireNonNull(region, "region is null");
    }

    public String arn() {
        return "arn:" + region.partition().id() + ":s3:::" + name;
    }
}

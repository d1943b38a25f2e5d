package io.dataaccount.core.model.bucket;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A bucket in a listing.
 *
 * @param name as S3 has it: buckets of before 2018 may break the rules of {@link BucketName}
 * @param region as S3 has it, so that a region we do not know does not spoil a listing
 */
public record BucketSummary(String name, Instant creationDate, String region) {
    public BucketSummary {
        requireNonNull(name, "name is null");
        requireNonNull(creationDate, "creationDate is null");
        requireNonNull(region, "region is null");
    }
}

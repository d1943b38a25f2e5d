package io.dataaccount.core.model.bucket;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A bucket in a listing.
 *
 * @param name the name from S3; it may break the rules of {@link BucketName}, because S3 had other rules before 2018
 * @param creationDate when the bucket was created; {@link Instant#EPOCH} if the server does not send it
 * @param region the region from S3 as text, so that a region that {@code Region} does not accept cannot fail a listing
 */
public record BucketSummary(String name, Instant creationDate, String region) {
    public BucketSummary {
        requireNonNull(name, "name is null");
        requireNonNull(creationDate, "creationDate is null");
        requireNonNull(region, "region is null");
    }
}

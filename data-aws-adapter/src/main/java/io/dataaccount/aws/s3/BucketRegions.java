package io.dataaccount.aws.s3;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dataaccount.aws.sdk.KnownRegions;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.BucketName;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Caches the regions of buckets for an hour. A bucket may be deleted and created again in another region, and a
 * presigned URL for the old region cannot be corrected afterwards. Safe for use by many threads.
 */
final class BucketRegions {
    private static final String HEADER = "x-amz-bucket-region";

    /** Contains the account, so that one account cannot learn the region of another account's bucket. */
    private record Key(AccountId account, BucketName bucket) {
        /** Replaces the record's generated method, which takes milliseconds to link during a cold start. */
        @Override
        public int hashCode() {
            return bucket.value().hashCode();
        }
    }

    private final Cache<Key, Region> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    private final KnownRegions regions;

    /** @param home the region of the server */
    BucketRegions(Region home) {
        this.regions = new KnownRegions(home);
    }

    /** @throws InvalidInputException if the region is unknown to this server */
    void check(Region region) {
        if (!regions.contains(region)) {
            throw new InvalidInputException(
                    "region", region.value(), "is not a region that this server knows: choose another region");
        }
    }

    Optional<Region> get(AccountSession session, BucketName bucket) {
        return Optional.ofNullable(known.getIfPresent(new Key(session.account(), bucket)));
    }

    void remember(AccountSession session, BucketName bucket, Region region) {
        known.put(new Key(session.account(), bucket), region);
    }

    void forget(AccountSession session, BucketName bucket) {
        known.invalidate(new Key(session.account(), bucket));
    }

    /** The value of the region header, which S3 adds to the error response to a request in the wrong region. */
    static Optional<String> regionFromError(SdkException e) {
        if (!(e instanceof AwsServiceException error) || error.awsErrorDetails() == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(error.awsErrorDetails().sdkHttpResponse())
                .flatMap(response -> response.firstMatchingHeader(HEADER));
    }

    /** The region of a bucket with this location constraint. S3 has none for us-east-1. Empty if we do not know it. */
    Optional<Region> fromLocationConstraint(@Nullable String constraint) {
        return constraint == null || constraint.isEmpty() ? Optional.of(Region.US_EAST_1) : parse(constraint);
    }

    /**
     * The region of this name in a response from S3. Empty if we do not know it.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html">The old name EU</a>
     */
    Optional<Region> parse(String region) {
        try {
            return Optional.of(new Region(region.equals("EU") ? "eu-west-1" : region))
                    .filter(regions::contains);
        } catch (InvalidInputException unknown) {
            return Optional.empty();
        }
    }
}

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
 * The regions of buckets, as far as S3 has told them. An entry is dropped after an hour, since a bucket may be deleted and
 * created anew elsewhere, and a presigned URL for the old region could not be corrected. Safe for use by many threads.
 */
final class BucketRegions {
    private static final String HEADER = "x-amz-bucket-region";

    /** Per account, because another account must not learn from us where a bucket is. */
    private record Key(AccountId account, BucketName bucket) {
        /** The generated one takes milliseconds to be made when a function starts. */
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

    /** @param home the server's own region */
    BucketRegions(Region home) {
        this.regions = new KnownRegions(home);
    }

    /** @throws InvalidInputException if it is no region that we know */
    void check(Region region) {
        if (!regions.contains(region)) {
            throw new InvalidInputException(
                    "region", region.value(), "is no region that this server knows: choose another one");
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

    /** The region that a refusal names, as S3's answers to requests in the wrong region do. */
    static Optional<String> named(SdkException e) {
        if (!(e instanceof AwsServiceException answer) || answer.awsErrorDetails() == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(answer.awsErrorDetails().sdkHttpResponse())
                .flatMap(response -> response.firstMatchingHeader(HEADER));
    }

    /** Where a bucket is by its location constraint; S3 has none for its first region. */
    Optional<Region> ofLocation(@Nullable String constraint) {
        return constraint == null || constraint.isEmpty() ? Optional.of(Region.US_EAST_1) : parse(constraint);
    }

    /**
     * The region that S3 names, unless we do not know it.
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

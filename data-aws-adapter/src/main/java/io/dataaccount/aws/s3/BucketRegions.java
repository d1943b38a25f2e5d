package io.dataaccount.aws.s3;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dataaccount.aws.sdk.KnownRegions;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.BucketName;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Caches the regions of buckets for an hour. A bucket may be deleted and created again in another region, and a
 * presigned URL for the old region cannot be corrected afterwards. Safe for use by many threads.
 */
final class BucketRegions {
    /** The header with which {@link ResponseBodies} passes the region in the body of an error response. */
    static final String NAMED_IN_BODY = "data-account-region-in-body";

    private static final String HEADER = "x-amz-bucket-region";
    private static final Pattern REGION = Pattern.compile("<Region>\\s*([A-Za-z0-9-]{1,40})\\s*</Region>");
    private static final Pattern ENDPOINT = Pattern.compile("<Endpoint>\\s*([A-Za-z0-9.-]{1,255})\\s*</Endpoint>");

    private static final String GLOBAL_HOST = "s3.amazonaws.com";

    /** Greedy, so that a bucket's name that contains the same form is skipped. */
    private static final Pattern HOST =
            Pattern.compile("^(?:.*\\.)?s3(?:-fips)?(?:\\.dualstack)?[.-]([a-z]{2,4}(?:-[a-z0-9]+)+)\\.[^/]*$");

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
    BucketRegions(Region home, S3Clients clients) {
        this.regions = new KnownRegions(home, () -> clients.haveCustomEndpoint(home));
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

    /**
     * The region that an error response names, in this order: in its header, in the elements {@code Region} and {@code
     * Endpoint} of its body, and in the host of its Location header. S3 sends at least one of these to a request in the
     * wrong region, but only the header in responses to HEAD. A blank header names no region.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/Redirects.html">Request redirection</a>
     */
    static Optional<String> regionFromError(SdkException e) {
        if (!(e instanceof AwsServiceException error) || error.awsErrorDetails() == null) {
            return Optional.empty();
        }
        Optional<SdkHttpResponse> response =
                Optional.ofNullable(error.awsErrorDetails().sdkHttpResponse());
        return response.flatMap(each -> each.firstMatchingHeader(HEADER))
                .map(String::strip)
                .filter(region -> !region.isEmpty())
                .or(() -> response.flatMap(each -> each.firstMatchingHeader(NAMED_IN_BODY)))
                .or(() -> response.filter(each -> each.statusCode() / 100 == 3)
                        .flatMap(each -> each.firstMatchingHeader("Location"))
                        .flatMap(BucketRegions::inUrl));
    }

    /** The region in the body of an error response. */
    static Optional<String> inBody(String body) {
        Matcher region = REGION.matcher(body);
        if (region.find()) {
            return Optional.of(region.group(1));
        }
        Matcher endpoint = ENDPOINT.matcher(body);
        return endpoint.find() ? inHost(endpoint.group(1)) : Optional.empty();
    }

    private static Optional<String> inUrl(String url) {
        try {
            return Optional.ofNullable(URI.create(url).getHost()).flatMap(BucketRegions::inHost);
        } catch (IllegalArgumentException notAUrl) {
            return Optional.empty();
        }
    }

    /**
     * The region in a host such as {@code my-data.s3.eu-west-1.amazonaws.com} or {@code s3-eu-west-1.amazonaws.com}. It
     * is in the label that begins with {@code s3}, or in one of the next two. The labels before are the bucket's name.
     * The global endpoint is that of us-east-1.
     *
     * @see <a href="https://docs.aws.amazon.com/general/latest/gr/s3.html">Endpoints of S3</a>
     */
    private static Optional<String> inHost(String host) {
        if (host.equals(GLOBAL_HOST) || host.endsWith("." + GLOBAL_HOST)) {
            return Optional.of(Region.US_EAST_1.value());
        }
        Matcher service = HOST.matcher(host);
        return service.find() ? Optional.of(service.group(1)) : Optional.empty();
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

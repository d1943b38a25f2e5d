package io.dataaccount.aws.s3;

import io.dataaccount.aws.iam.S3Action;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Finds a bucket and its region: with HeadBucket, and with GetBucketLocation where the error response to HeadBucket does
 * not say the reason. Safe for use by many threads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html">HeadBucket</a>
 */
final class BucketFinder {
    private final Region home;
    private final S3Calls calls;
    private final BucketRegions regions;

    /** @param home the first region to ask for a bucket, and the region of a bucket if the server does not send one */
    BucketFinder(Region home, S3Calls calls, BucketRegions regions) {
        this.home = home;
        this.calls = calls;
        this.regions = regions;
    }

    /**
     * The bucket and its region, which may come from the cache.
     *
     * @throws DataException BUCKET_NOT_FOUND if there is no such bucket
     */
    Bucket bucket(AccountSession session, BucketName name) {
        return regions.get(session, name)
                .map(region -> new Bucket(name, region))
                .or(() -> visible(session, name))
                .orElseThrow(() -> new DataException(
                        ErrorCode.BUCKET_NOT_FOUND,
                        "There is no bucket '" + name + "' in account " + session.account()
                                + ": create it, or use one from the list of buckets."));
    }

    /** Finds the bucket without another HeadBucket, because a session that is limited to a prefix may not call it. */
    private Optional<Bucket> visible(AccountSession session, BucketName name) {
        try {
            return headed(session, name);
        } catch (SdkException e) {
            Optional<Bucket> located = located(session, name, e);
            located.ifPresent(bucket -> regions.remember(session, name, bucket.region()));
            return located;
        }
    }

    /** The bucket, read from S3 without the cache; empty if there is none. */
    Optional<Bucket> find(AccountSession session, BucketName name) {
        try {
            return headed(session, name);
        } catch (SdkException e) {
            return headedElsewhere(session, name, e);
        }
    }

    /** Calls HeadBucket in the region of the cache or in our own, and in another one that the response names. */
    private Optional<Bucket> headed(AccountSession session, BucketName name) {
        Bucket guess = guess(session, name);
        try {
            return Optional.of(head(session, guess));
        } catch (SdkException e) {
            if (S3ErrorCodes.status(e) == 404 && isSigned(e)) {
                regions.forget(session, name);
                return Optional.empty();
            }
            throw e;
        }
    }

    private Bucket guess(AccountSession session, BucketName name) {
        return new Bucket(name, regions.get(session, name).orElse(home));
    }

    /** Without a region in the response, it is the one where the call succeeded. */
    private Bucket head(AccountSession session, Bucket guess) {
        String region = calls.withRegionRedirect(
                        session,
                        guess,
                        (s3, credentials) -> s3.headBucket(
                                request -> request.bucket(guess.name().value())
                                        .expectedBucketOwner(session.account().value())
                                        .overrideConfiguration(credentials)))
                .bucketRegion();
        Bucket found = new Bucket(
                guess.name(),
                Optional.ofNullable(region)
                        .flatMap(regions::parse)
                        .or(() -> regions.get(session, guess.name()))
                        .orElse(guess.region()));
        regions.remember(session, found.name(), found.region());
        return found;
    }

    /**
     * Whether the error response to HEAD has a request id. S3 sends one with every response, and a proxy does not, so
     * its 404 does not mean that there is no bucket.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTCommonResponseHeaders.html">Common response headers</a>
     */
    private static boolean isSigned(SdkException e) {
        return e instanceof AwsServiceException error && error.requestId() != null;
    }

    /** The bucket, if GetBucketLocation names another region than the one that refused HeadBucket. */
    private Optional<Bucket> headedElsewhere(AccountSession session, BucketName name, SdkException refusal) {
        Bucket guess = guess(session, name);
        Optional<Bucket> there = located(session, name, refusal);
        if (there.isEmpty()) {
            regions.forget(session, name);
            return there;
        }
        if (there.get().equals(guess)) {
            throw ofHead(refusal, session, name);
        }
        try {
            return Optional.of(head(session, there.get()));
        } catch (SdkException e) {
            throw ofHead(e, session, name);
        }
    }

    /**
     * Finds the bucket with GetBucketLocation after HeadBucket was refused. An error response to HEAD has no error
     * code: 403 is a missing permission or an unknown access key, 400 may be an expired session or another region, and
     * any of these may come from a proxy. The error response to GetBucketLocation has an error code.
     *
     * @return empty if there is no such bucket
     * @throws DataException the reason of the second response, or that of the first one if the second one shows that it
     *     comes from S3
     */
    private Optional<Bucket> located(AccountSession session, BucketName name, SdkException head) {
        if (!isUnclear(head)) {
            throw ofHead(head, session, name);
        }
        Optional<Region> region;
        try {
            region = regions.fromLocationConstraint(location(session, name));
        } catch (SdkException e) {
            DataException second = S3Errors.translate(
                    e, session, S3Action.GET_BUCKET_LOCATION.id(), S3Calls.resource(new Bucket(name, home)));
            boolean absent = S3ErrorCodes.status(head) == 404;
            if (second.code() == ErrorCode.BUCKET_NOT_FOUND) {
                return Optional.empty();
            }
            if (S3ErrorCodes.isUnexplained(e) || second.code().retryable() || !(absent || isDenied(head))) {
                throw second;
            }
            if (absent) {
                return Optional.empty();
            }
            throw ofHead(head, session, name);
        }
        return S3ErrorCodes.status(head) == 404 ? Optional.empty() : Optional.of(new Bucket(name, region.orElse(home)));
    }

    /** Whether the reason for the error response to HEAD can be any of several. */
    private static boolean isUnclear(SdkException head) {
        int status = S3ErrorCodes.status(head);
        return status == 403 || status == 404 || (S3ErrorCodes.isUnexplained(head) && status < 500);
    }

    private static boolean isDenied(SdkException head) {
        return S3ErrorCodes.status(head) == 403;
    }

    private DataException ofHead(SdkException e, AccountSession session, BucketName name) {
        return S3Errors.translateHead(e, session, S3Action.LIST_BUCKET.id(), S3Calls.resource(new Bucket(name, home)));
    }

    private @Nullable String location(AccountSession session, BucketName name) {
        return calls.withRegionRedirect(
                        session,
                        new Bucket(name, home),
                        (s3, credentials) -> s3.getBucketLocation(request -> request.bucket(name.value())
                                .expectedBucketOwner(session.account().value())
                                .overrideConfiguration(credentials)))
                .locationConstraintAsString();
    }
}

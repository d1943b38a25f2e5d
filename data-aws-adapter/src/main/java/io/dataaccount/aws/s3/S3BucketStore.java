package io.dataaccount.aws.s3;

import io.dataaccount.aws.iam.S3Action;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.bucket.BucketProtection;
import io.dataaccount.core.model.bucket.BucketSetting;
import io.dataaccount.core.model.bucket.BucketSummary;
import io.dataaccount.core.model.object.FileSummary;
import io.dataaccount.core.model.object.FolderPage;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.Page;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageToken;
import io.dataaccount.core.port.BucketStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Buckets on S3. Every request about a bucket goes to the bucket's own region. Except CreateBucket, it has the account
 * of the {@link AccountSession} as the expected bucket owner. A listing holds one page in memory. Safe for use by many
 * threads.
 *
 * <p>Objects are listed with {@code encoding-type=url}, because XML 1.0 cannot represent some characters that a key may
 * contain. The SDK decodes the keys if the response says that they are encoded. It leaves the keys of a server that
 * ignores the parameter as they are.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
public final class S3BucketStore implements BucketStore {
    private final Region home;
    private final Duration regionLimit;
    private final BucketRegions regions;
    private final S3Calls calls;
    private final BucketCreation creation;
    private final BucketSettings settings;
    private final FolderMarkers markers;

    /**
     * @param clients remain open; the caller closes them
     * @param home the first region to ask for a bucket, and the region of a bucket if the server does not send one
     */
    public S3BucketStore(S3Clients clients, Region home) {
        this(clients, home, ListedRegions.LIMIT);
    }

    /** @param regionLimit time to find the regions of all buckets in one list */
    S3BucketStore(S3Clients clients, Region home, Duration regionLimit) {
        this.home = home;
        this.regionLimit = regionLimit;
        this.regions = new BucketRegions(home, clients);
        this.calls = new S3Calls(clients, regions);
        this.creation = new BucketCreation(calls);
        this.settings = new BucketSettings(calls);
        this.markers = new FolderMarkers(calls);
    }

    @Override
    public Page<BucketSummary> buckets(AccountSession session, String namePrefix, PageRequest page) {
        PageTokens tokens = new PageTokens("buckets", session.account(), namePrefix);
        String token = tokens.decode(page.token());
        try {
            int size = page.size().value();
            ListBucketsResponse response = listBuckets(session, namePrefix, size, token);
            PageToken next = tokens.encode(response.continuationToken());
            // without IsTruncated, only a larger page shows whether a full one without a token is the last one
            if (next == null
                    && response.buckets().size() == size
                    && listBuckets(session, namePrefix, size + 1, token)
                                    .buckets()
                                    .size()
                            > size) {
                throw ListingChecks.cutOff(session);
            }
            return new Page<>(summaries(session, response), next);
        } catch (SdkException e) {
            throw ofListing(e, session, S3Action.LIST_ALL_MY_BUCKETS.id(), "the buckets", token != null);
        }
    }

    private ListBucketsResponse listBuckets(
            AccountSession session, String namePrefix, int size, @Nullable String token) {
        ListBucketsResponse response = calls.inRegion(
                home,
                session,
                (s3, credentials) -> s3.listBuckets(request -> request.maxBuckets(size)
                        .prefix(namePrefix.isEmpty() ? null : namePrefix)
                        .continuationToken(token)
                        .overrideConfiguration(credentials)));
        return ListingChecks.complete(response, session);
    }

    private List<BucketSummary> summaries(AccountSession session, ListBucketsResponse response) {
        ListedRegions listed = new ListedRegions(home, regionLimit, name -> bucket(session, name));
        return response.buckets().stream()
                .map(each -> {
                    String region = each.bucketRegion();
                    return new BucketSummary(
                            each.name(),
                            ListingChecks.time(each.creationDate()),
                            region == null ? listed.of(each.name()) : region);
                })
                .toList();
    }

    @Override
    public Bucket bucket(AccountSession session, BucketName name) {
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

    @Override
    public Optional<Bucket> find(AccountSession session, BucketName name) {
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
            if (S3Errors.status(e) == 404 && isSigned(e)) {
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
            boolean absent = S3Errors.status(head) == 404;
            if (second.code() == ErrorCode.BUCKET_NOT_FOUND) {
                return Optional.empty();
            }
            if (S3Errors.isUnexplained(e) || second.code().retryable() || !(absent || isDenied(head))) {
                throw second;
            }
            if (absent) {
                return Optional.empty();
            }
            throw ofHead(head, session, name);
        }
        return S3Errors.status(head) == 404 ? Optional.empty() : Optional.of(new Bucket(name, region.orElse(home)));
    }

    /** Whether the reason for the error response to HEAD can be any of several. */
    private static boolean isUnclear(SdkException head) {
        int status = S3Errors.status(head);
        return status == 403 || status == 404 || (S3Errors.isUnexplained(head) && status < 500);
    }

    private static boolean isDenied(SdkException head) {
        return S3Errors.status(head) == 403;
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

    @Override
    public void create(AccountSession session, Bucket bucket, Map<String, String> tags) {
        creation.create(session, bucket, tags);
        regions.remember(session, bucket.name(), bucket.region());
    }

    @Override
    public Map<String, String> tags(AccountSession session, Bucket bucket) {
        return settings.tags(session, bucket);
    }

    @Override
    public BucketProtection protection(AccountSession session, Bucket bucket) {
        return settings.protection(session, bucket);
    }

    @Override
    public boolean isEmpty(AccountSession session, Bucket bucket) {
        ListObjectsV2Response first = calls.read(
                session,
                bucket,
                S3Action.LIST_BUCKET.id(),
                (s3, credentials) -> objects(
                        s3,
                        session,
                        bucket,
                        Integer.MAX_VALUE,
                        request -> request.maxKeys(1).overrideConfiguration(credentials)));
        // a page without keys may have a next page
        return first.contents().isEmpty() && !Boolean.TRUE.equals(first.isTruncated());
    }

    @Override
    public boolean apply(AccountSession session, Bucket bucket, BucketSetting setting) {
        return settings.apply(session, bucket, setting);
    }

    @Override
    public FolderPage list(AccountSession session, Bucket bucket, Prefix folder, PageRequest page) {
        PageTokens tokens = new PageTokens("folder", session.account(), bucket.name(), folder);
        String token = tokens.decode(page.token());
        try {
            ListObjectsV2Response response = calls.withRegionRedirect(
                    session,
                    bucket,
                    (s3, credentials) -> objects(
                            s3,
                            session,
                            bucket,
                            page.size().value(),
                            request -> request.prefix(folder.value())
                                    .delimiter("/")
                                    .maxKeys(page.size().value())
                                    .continuationToken(token)
                                    .overrideConfiguration(credentials)));
            ListingChecks.within(folder, response, session, bucket);
            // some servers send a token with the last page too, which would never end
            boolean last = Boolean.FALSE.equals(response.isTruncated());
            return folderPage(response, last ? null : tokens.encode(response.nextContinuationToken()));
        } catch (SdkException e) {
            throw ofListing(e, session, S3Action.LIST_BUCKET.id(), S3Calls.resource(bucket), token != null);
        }
    }

    private static ListObjectsV2Response objects(
            S3Client s3,
            AccountSession session,
            Bucket bucket,
            int limit,
            Consumer<ListObjectsV2Request.Builder> request) {
        try {
            ListObjectsV2Response response =
                    s3.listObjectsV2(listing -> listing.bucket(bucket.name().value())
                            .expectedBucketOwner(session.account().value())
                            .applyMutation(request)
                            .encodingType(EncodingType.URL));
            return ListingChecks.complete(response, limit, session, bucket);
        } catch (IllegalArgumentException e) {
            throw SdkClientException.create("The response has a key that cannot be decoded.", e);
        }
    }

    private static FolderPage folderPage(ListObjectsV2Response response, @Nullable PageToken next) {
        return new FolderPage(
                response.commonPrefixes().stream().map(CommonPrefix::prefix).toList(),
                response.contents().stream().map(S3BucketStore::file).toList(),
                next);
    }

    private static FileSummary file(S3Object object) {
        return new FileSummary(object.key(), object.size(), ListingChecks.time(object.lastModified()));
    }

    /** The token is the only argument of a listing that we cannot check ourselves. */
    private static DataException ofListing(
            SdkException e, AccountSession session, String action, String resource, boolean withToken) {
        return withToken && S3Errors.name(e).equals("InvalidArgument")
                ? PageTokens.refused()
                : S3Errors.translate(e, session, action, resource);
    }

    @Override
    public boolean createFolder(AccountSession session, Bucket bucket, Prefix folder) {
        return markers.create(session, bucket, folder);
    }
}

package io.dataaccount.aws.s3;

import io.dataaccount.aws.iam.S3Action;
import io.dataaccount.core.error.DataException;
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
    private final BucketFinder finder;
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
        this.finder = new BucketFinder(home, calls, regions);
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
        return finder.bucket(session, name);
    }

    @Override
    public Optional<Bucket> find(AccountSession session, BucketName name) {
        return finder.find(session, name);
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
        return withToken && S3ErrorCodes.name(e).equals("InvalidArgument")
                ? PageTokens.refused()
                : S3Errors.translate(e, session, action, resource);
    }

    @Override
    public boolean createFolder(AccountSession session, Bucket bucket, Prefix folder) {
        return markers.create(session, bucket, folder);
    }
}

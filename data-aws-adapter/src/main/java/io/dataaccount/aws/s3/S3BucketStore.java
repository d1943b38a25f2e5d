package io.dataaccount.aws.s3;

import io.dataaccount.core.error.AccessDeniedException;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.Access;
import io.dataaccount.core.model.Bucket;
import io.dataaccount.core.model.BucketName;
import io.dataaccount.core.model.BucketProtection;
import io.dataaccount.core.model.BucketSetting;
import io.dataaccount.core.model.BucketSummary;
import io.dataaccount.core.model.FileSummary;
import io.dataaccount.core.model.FolderPage;
import io.dataaccount.core.model.Page;
import io.dataaccount.core.model.PageRequest;
import io.dataaccount.core.model.PageToken;
import io.dataaccount.core.model.Prefix;
import io.dataaccount.core.model.Region;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.core.port.CredentialsRefusedException;
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
 * Buckets on S3. Every call names the account of its {@link Access} as the expected owner of the bucket, and goes to the
 * bucket's own region. A listing holds one page in memory and no more.
 *
 * <p>Objects are listed with {@code encoding-type=url}, because XML 1.0 has no form for some characters that a key may
 * have. The SDK decodes the keys of a response that says it is encoded, and leaves those of a server that ignores the
 * parameter as they are.
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

    /** @param home the region to ask where a bucket is, and the one taken for granted where a server does not say */
    public S3BucketStore(S3Clients clients, Region home) {
        this(clients, home, ListedRegions.LIMIT);
    }

    /** @param regionLimit how long one list of buckets may ask where they are */
    S3BucketStore(S3Clients clients, Region home, Duration regionLimit) {
        this.home = home;
        this.regionLimit = regionLimit;
        this.regions = new BucketRegions(home);
        this.calls = new S3Calls(clients, regions);
        this.creation = new BucketCreation(calls);
        this.settings = new BucketSettings(calls);
        this.markers = new FolderMarkers(calls);
    }

    @Override
    public Page<BucketSummary> buckets(Access access, String namePrefix, PageRequest page) {
        PageTokens tokens = new PageTokens("buckets", access.account(), namePrefix);
        String token = tokens.open(page.token());
        try {
            ListBucketsResponse answer = calls.at(
                    home,
                    access,
                    (s3, as) -> s3.listBuckets(
                            request -> request.maxBuckets(page.size().value())
                                    .prefix(namePrefix.isEmpty() ? null : namePrefix)
                                    .continuationToken(token)
                                    .overrideConfiguration(as)));
            return new Page<>(
                    summaries(access, ListingChecks.complete(answer, access)),
                    tokens.issue(answer.continuationToken()));
        } catch (SdkException e) {
            throw ofListing(e, access, "s3:ListAllMyBuckets", "the buckets", token != null);
        }
    }

    private List<BucketSummary> summaries(Access access, ListBucketsResponse answer) {
        ListedRegions listed = new ListedRegions(home, regionLimit, name -> bucket(access, name));
        return answer.buckets().stream()
                .map(each -> {
                    String region = each.bucketRegion();
                    return new BucketSummary(
                            each.name(), each.creationDate(), region == null ? listed.of(each.name()) : region);
                })
                .toList();
    }

    @Override
    public Bucket bucket(Access access, BucketName name) {
        return regions.get(access, name)
                .map(region -> new Bucket(name, region))
                .or(() -> visible(access, name))
                .orElseThrow(() -> new DataException(
                        ErrorCode.BUCKET_NOT_FOUND,
                        "There is no bucket '" + name + "' in account " + access.account()
                                + ": create it, or name one of those that the list of buckets shows."));
    }

    /** A session that is kept to a prefix may not ask for the bucket as a whole, only where it is. */
    private Optional<Bucket> visible(Access access, BucketName name) {
        try {
            return headed(access, name);
        } catch (DataException refusal) {
            if (isUnexplained(refusal)) {
                return located(access, name, refusal);
            }
            throw refusal;
        }
    }

    /**
     * Whether a refusal of HEAD leaves open what S3 did not take. The response has no error code: 403 is a permission or an
     * unknown access key, and 400 may be a session that has ended.
     */
    private static boolean isUnexplained(DataException refusal) {
        return refusal instanceof AccessDeniedException || refusal.code() == ErrorCode.INTERNAL;
    }

    private String location(Access access, BucketName name) {
        return calls.corrected(
                        access,
                        new Bucket(name, home),
                        (s3, as) -> s3.getBucketLocation(request -> request.bucket(name.value())
                                .expectedBucketOwner(access.account().value())
                                .overrideConfiguration(as)))
                .locationConstraintAsString();
    }

    private DataException ofLocation(SdkException e, Access access, BucketName name) {
        return S3Errors.translate(e, access, "s3:GetBucketLocation", S3Calls.resource(new Bucket(name, home)));
    }

    private Optional<Bucket> located(Access access, BucketName name, DataException refusal) {
        try {
            String location = location(access, name);
            Bucket bucket = new Bucket(name, regions.ofLocation(location).orElse(home));
            regions.remember(access, name, bucket.region());
            return Optional.of(bucket);
        } catch (SdkException e) {
            DataException second = ofLocation(e, access, name);
            if (second.code() == ErrorCode.BUCKET_NOT_FOUND) {
                return Optional.empty();
            }
            throw second.code().retryable() ? second : refusal;
        }
    }

    @Override
    public Optional<Bucket> find(Access access, BucketName name) {
        try {
            return headed(access, name);
        } catch (DataException refusal) {
            throw isUnexplained(refusal) ? explained(access, name, refusal) : refusal;
        }
    }

    /** Asks for something about the bucket whose refusal has an error code, to learn whether it is the credentials. */
    private DataException explained(Access access, BucketName name, DataException refusal) {
        try {
            location(access, name);
            return refusal;
        } catch (SdkException e) {
            return ofLocation(e, access, name) instanceof CredentialsRefusedException refused ? refused : refusal;
        }
    }

    private Optional<Bucket> headed(Access access, BucketName name) {
        Bucket guess = new Bucket(name, regions.get(access, name).orElse(home));
        Optional<Bucket> found = head(access, guess);
        found.ifPresentOrElse(
                bucket -> regions.remember(access, name, bucket.region()), () -> regions.forget(access, name));
        return found;
    }

    private Optional<Bucket> head(Access access, Bucket guess) {
        try {
            String region = calls.corrected(
                            access,
                            guess,
                            (s3, as) -> s3.headBucket(request -> request.bucket(
                                            guess.name().value())
                                    .expectedBucketOwner(access.account().value())
                                    .overrideConfiguration(as)))
                    .bucketRegion();
            return Optional.of(new Bucket(
                    guess.name(),
                    Optional.ofNullable(region).flatMap(regions::parse).orElse(home)));
        } catch (SdkException e) {
            DataException refusal = S3Errors.translate(e, access, "s3:ListBucket", S3Calls.resource(guess));
            if (refusal.code() == ErrorCode.BUCKET_NOT_FOUND) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    @Override
    public void create(Access access, Bucket bucket, Map<String, String> tags) {
        creation.create(access, bucket, tags);
        regions.remember(access, bucket.name(), bucket.region());
    }

    @Override
    public Map<String, String> tags(Access access, Bucket bucket) {
        return settings.tags(access, bucket);
    }

    @Override
    public BucketProtection protection(Access access, Bucket bucket) {
        return settings.protection(access, bucket);
    }

    @Override
    public boolean isEmpty(Access access, Bucket bucket) {
        ListObjectsV2Response first = calls.on(
                access,
                bucket,
                "s3:ListBucket",
                (s3, as) -> objects(
                        s3, access, bucket, request -> request.maxKeys(1).overrideConfiguration(as)));
        // a page without keys need not be the last one
        return first.contents().isEmpty() && !Boolean.TRUE.equals(first.isTruncated());
    }

    @Override
    public boolean apply(Access access, Bucket bucket, BucketSetting setting) {
        return settings.apply(access, bucket, setting);
    }

    @Override
    public FolderPage list(Access access, Bucket bucket, Prefix folder, PageRequest page) {
        PageTokens tokens = new PageTokens("folder", access.account(), bucket.name(), folder);
        String token = tokens.open(page.token());
        try {
            ListObjectsV2Response answer = calls.corrected(
                    access,
                    bucket,
                    (s3, as) -> objects(
                            s3,
                            access,
                            bucket,
                            request -> request.prefix(folder.value())
                                    .delimiter("/")
                                    .maxKeys(page.size().value())
                                    .continuationToken(token)
                                    .overrideConfiguration(as)));
            ListingChecks.within(folder, answer, access, bucket);
            return folderPage(answer, tokens.issue(answer.nextContinuationToken()));
        } catch (SdkException e) {
            throw ofListing(e, access, "s3:ListBucket", S3Calls.resource(bucket), token != null);
        }
    }

    private static ListObjectsV2Response objects(
            S3Client s3, Access access, Bucket bucket, Consumer<ListObjectsV2Request.Builder> request) {
        try {
            ListObjectsV2Response answer =
                    s3.listObjectsV2(listing -> listing.bucket(bucket.name().value())
                            .expectedBucketOwner(access.account().value())
                            .applyMutation(request)
                            .encodingType(EncodingType.URL));
            return ListingChecks.complete(answer, access, bucket);
        } catch (IllegalArgumentException e) {
            throw SdkClientException.create("The response has a key that cannot be decoded.", e);
        }
    }

    private static FolderPage folderPage(ListObjectsV2Response answer, @Nullable PageToken next) {
        return new FolderPage(
                answer.commonPrefixes().stream().map(CommonPrefix::prefix).toList(),
                answer.contents().stream().map(S3BucketStore::file).toList(),
                next);
    }

    private static FileSummary file(S3Object object) {
        return new FileSummary(object.key(), object.size(), object.lastModified());
    }

    /** A token is the one argument of a listing that only S3 can judge. */
    private static DataException ofListing(
            SdkException e, Access access, String action, String resource, boolean withToken) {
        return withToken && S3Errors.name(e).equals("InvalidArgument")
                ? PageTokens.refused()
                : S3Errors.translate(e, access, action, resource);
    }

    @Override
    public boolean createFolder(Access access, Bucket bucket, Prefix folder) {
        return markers.create(access, bucket, folder);
    }
}

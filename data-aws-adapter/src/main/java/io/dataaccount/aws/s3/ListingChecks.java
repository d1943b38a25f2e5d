package io.dataaccount.aws.s3;

import io.dataaccount.aws.iam.S3Action;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.object.Prefix;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * Checks for the elements that a listing must have so that no entry is lost. The SDK reads any XML with status 200 as a
 * listing without entries, and S3's API model says that every element is optional. Other servers omit some of them:
 * this accepts a response without an element if nothing is lost without it.
 */
final class ListingChecks {
    private ListingChecks() {}

    /**
     * Checks a listing of objects. Entries prove that it is a listing. Without entries, its name and a number have to.
     *
     * @param limit the maximum number of entries that was requested
     * @throws DataException UNAVAILABLE if the response is not a complete S3 listing
     */
    static ListObjectsV2Response complete(
            ListObjectsV2Response response, int limit, AccountSession session, Bucket bucket) {
        problem(response, limit).ifPresent(problem -> {
            throw S3Errors.incomplete(
                    S3Action.LIST_BUCKET.id() + " on " + S3Calls.resource(bucket) + " in account " + session.account(),
                    problem,
                    null);
        });
        return response;
    }

    private static Optional<String> problem(ListObjectsV2Response response, int limit) {
        int entries = response.contents().size() + response.commonPrefixes().size();
        if (entries == 0 && (response.name() == null || (response.keyCount() == null && response.maxKeys() == null))) {
            return Optional.of("HTTP status 200 and no Name, or neither KeyCount nor MaxKeys");
        }
        // some servers do not count folders, so a smaller number loses nothing
        if (response.keyCount() != null && response.keyCount() > entries) {
            return Optional.of("a KeyCount of " + response.keyCount() + " and only " + entries + " entries");
        }
        if (response.commonPrefixes().stream().anyMatch(folder -> folder.prefix() == null)
                || response.contents().stream().anyMatch(file -> file.key() == null || file.size() == null)) {
            return Optional.of("an entry without Key, Size or Prefix");
        }
        // a listing continued after its last key would repeat a folder, or all entries on a server that ignores that
        String token = response.nextContinuationToken();
        if (token == null || token.isEmpty()) {
            if (Boolean.TRUE.equals(response.isTruncated())) {
                return Optional.of("IsTruncated and no NextContinuationToken");
            }
            if (response.isTruncated() == null && entries >= limit) {
                return Optional.of("a full page and neither IsTruncated nor NextContinuationToken");
            }
        }
        return Optional.empty();
    }

    /**
     * Checks that every entry begins with the prefix. S3 takes a prefix literally. A server that stores objects as
     * files may resolve {@code a/../b/} to {@code b/}, which the caller may not be allowed to see.
     *
     * @throws DataException UNAVAILABLE if an entry does not begin with the prefix
     */
    static void within(Prefix folder, ListObjectsV2Response response, AccountSession session, Bucket bucket) {
        if (!response.commonPrefixes().stream().allMatch(each -> folder.covers(each.prefix()))
                || !response.contents().stream().allMatch(each -> folder.covers(each.key()))) {
            throw S3Errors.incomplete(
                    S3Action.LIST_BUCKET.id() + " on " + S3Calls.resource(bucket) + " in account " + session.account(),
                    "entries that do not begin with the prefix",
                    null);
        }
    }

    /**
     * Checks a list of buckets. S3 sends the element {@code Buckets} also if there are none.
     *
     * @throws DataException UNAVAILABLE if the response is not a complete S3 list of buckets
     */
    static ListBucketsResponse complete(ListBucketsResponse response, AccountSession session) {
        if (!response.hasBuckets()) {
            throw incomplete("HTTP status 200 and no Buckets", session);
        }
        if (response.buckets().stream().anyMatch(bucket -> bucket.name() == null)) {
            throw incomplete("a bucket without Name", session);
        }
        return response;
    }

    /** The exception for a list of buckets that is cut off without a token to continue it. */
    static DataException cutOff(AccountSession session) {
        return incomplete("more buckets after it and no ContinuationToken", session);
    }

    private static DataException incomplete(String content, AccountSession session) {
        return S3Errors.incomplete(
                S3Action.LIST_ALL_MY_BUCKETS.id() + " in account " + session.account(), content, null);
    }

    /**
     * The time in an entry of a listing; 1970 if the server does not send it, so that one missing time does not hide all
     * entries.
     */
    static Instant time(@Nullable Instant sent) {
        return sent == null ? Instant.EPOCH : sent;
    }
}

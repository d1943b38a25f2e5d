package io.dataaccount.aws.s3;

import io.dataaccount.aws.iam.S3Action;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.object.Prefix;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * Checks for the elements that every S3 listing has. The SDK parses any XML, and an empty body, with status 200 as a
 * listing without entries. A response without these elements therefore does not prove that a bucket is empty.
 */
final class ListingChecks {
    private ListingChecks() {}

    /** @throws io.dataaccount.core.error.DataException UNAVAILABLE if the response is not a complete S3 listing */
    static ListObjectsV2Response complete(ListObjectsV2Response response, AccountSession session, Bucket bucket) {
        String request =
                S3Action.LIST_BUCKET.id() + " on " + S3Calls.resource(bucket) + " in account " + session.account();
        String token = response.nextContinuationToken();
        // without a token the remaining entries would be lost without an error
        boolean cutOff = Boolean.TRUE.equals(response.isTruncated()) && (token == null || token.isEmpty());
        boolean nameless = response.commonPrefixes().stream().anyMatch(folder -> folder.prefix() == null)
                || response.contents().stream()
                        .anyMatch(file -> file.key() == null || file.size() == null || file.lastModified() == null);
        if (response.name() == null || (response.keyCount() == null && response.maxKeys() == null)) {
            throw S3Errors.incomplete(request, "HTTP status 200 and no Name, or neither KeyCount nor MaxKeys", null);
        }
        if (cutOff || nameless) {
            throw S3Errors.incomplete(
                    request,
                    cutOff
                            ? "IsTruncated and no NextContinuationToken"
                            : "an entry without Key, Size, LastModified or Prefix",
                    null);
        }
        return response;
    }

    /**
     * Checks that every entry begins with the prefix. S3 takes a prefix literally. A server that stores objects as
     * files may resolve {@code a/../b/} to {@code b/}, which the caller may not be allowed to see.
     *
     * @throws io.dataaccount.core.error.DataException UNAVAILABLE if an entry does not begin with the prefix
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
     * @throws io.dataaccount.core.error.DataException UNAVAILABLE if the response is not a complete S3 list of buckets
     */
    static ListBucketsResponse complete(ListBucketsResponse response, AccountSession session) {
        String request = S3Action.LIST_ALL_MY_BUCKETS.id() + " in account " + session.account();
        if (!response.hasBuckets() && response.owner() == null) {
            throw S3Errors.incomplete(request, "HTTP status 200 and neither Buckets nor Owner", null);
        }
        if (response.buckets().stream().anyMatch(bucket -> bucket.name() == null || bucket.creationDate() == null)) {
            throw S3Errors.incomplete(request, "a bucket without Name or CreationDate", null);
        }
        return response;
    }
}

package io.dataaccount.aws.s3;

import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.object.Prefix;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * What every listing of S3 has. The SDK reads any XML, or no body, with status 200 as a listing without entries, so a
 * listing without these elements does not say that nothing is there.
 */
final class ListingChecks {
    private ListingChecks() {}

    /** @throws io.dataaccount.core.error.DataException UNAVAILABLE if the response is no listing of S3, or a part of one */
    static ListObjectsV2Response complete(ListObjectsV2Response answer, AccountSession session, Bucket bucket) {
        String said = "s3:ListBucket on " + S3Calls.resource(bucket) + " in account " + session.account();
        String token = answer.nextContinuationToken();
        // without a token the rest could not be listed, and nobody would notice
        boolean cutOff = Boolean.TRUE.equals(answer.isTruncated()) && (token == null || token.isEmpty());
        boolean nameless = answer.commonPrefixes().stream().anyMatch(folder -> folder.prefix() == null)
                || answer.contents().stream()
                        .anyMatch(file -> file.key() == null || file.size() == null || file.lastModified() == null);
        if (answer.name() == null || (answer.keyCount() == null && answer.maxKeys() == null)) {
            throw S3Errors.incomplete(said, "HTTP status 200 and no Name, or neither KeyCount nor MaxKeys", null);
        }
        if (cutOff || nameless) {
            throw S3Errors.incomplete(
                    said,
                    cutOff
                            ? "IsTruncated and no NextContinuationToken"
                            : "an entry without Key, Size, LastModified or Prefix",
                    null);
        }
        return answer;
    }

    /**
     * S3 takes a prefix literally. A server that keeps keys as files may take {@code a/../b/} for {@code b/}, which the caller
     * need not be allowed to see.
     *
     * @throws io.dataaccount.core.error.DataException UNAVAILABLE if an entry does not begin with the prefix
     */
    static void within(Prefix folder, ListObjectsV2Response answer, AccountSession session, Bucket bucket) {
        if (!answer.commonPrefixes().stream().allMatch(each -> folder.covers(each.prefix()))
                || !answer.contents().stream().allMatch(each -> folder.covers(each.key()))) {
            throw S3Errors.incomplete(
                    "s3:ListBucket on " + S3Calls.resource(bucket) + " in account " + session.account(),
                    "entries that do not begin with the prefix",
                    null);
        }
    }

    /** @throws io.dataaccount.core.error.DataException UNAVAILABLE if the response is no listing of S3, or a part of one */
    static ListBucketsResponse complete(ListBucketsResponse answer, AccountSession session) {
        String said = "s3:ListAllMyBuckets in account " + session.account();
        if (!answer.hasBuckets() && answer.owner() == null) {
            throw S3Errors.incomplete(said, "HTTP status 200 and neither Buckets nor Owner", null);
        }
        if (answer.buckets().stream().anyMatch(bucket -> bucket.name() == null || bucket.creationDate() == null)) {
            throw S3Errors.incomplete(said, "a bucket without Name or CreationDate", null);
        }
        return answer;
    }
}

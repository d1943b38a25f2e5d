package io.dataaccount.aws.s3;

import io.dataaccount.aws.iam.S3Action;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.Tag;

/** The tags of a bucket. S3 replaces all tags at once, so tags of others are read first and written back. */
final class BucketTags {
    private static final String READ = S3Action.GET_BUCKET_TAGGING.id();

    private final S3Calls calls;

    BucketTags(S3Calls calls) {
        this.calls = calls;
    }

    Map<String, String> get(AccountSession session, Bucket bucket) {
        return calls.findOptional(
                        session,
                        bucket,
                        READ,
                        "NoSuchTagSet",
                        (s3, credentials) -> s3.getBucketTagging(
                                request -> request.bucket(bucket.name().value())
                                        .expectedBucketOwner(session.account().value())
                                        .overrideConfiguration(credentials)))
                .map(response -> S3Calls.present(
                        response.hasTagSet() ? response.tagSet() : null, "TagSet", session, bucket, READ))
                .map(tags -> byKey(tags, session, bucket))
                .orElse(Map.of());
    }

    /** Checks that each tag has a unique key and a value, which may be empty, as S3 always sends them. */
    private static Map<String, String> byKey(List<Tag> tags, AccountSession session, Bucket bucket) {
        Map<String, String> values = new TreeMap<>();
        for (Tag tag : tags) {
            if (tag.key() == null || tag.value() == null || values.put(tag.key(), tag.value()) != null) {
                throw S3Errors.incomplete(
                        READ + " on " + S3Calls.resource(bucket) + " in account " + session.account(),
                        tag.key() == null || tag.value() == null
                                ? "a tag without Key or Value"
                                : "two tags with the same Key",
                        null);
            }
        }
        return values;
    }

    /** @return whether the tags differed and were written */
    boolean add(AccountSession session, Bucket bucket, Map<String, String> wanted) {
        Map<String, String> present = get(session, bucket);
        Map<String, String> merged = new TreeMap<>(present);
        merged.putAll(wanted);
        if (merged.equals(present)) {
            return false;
        }
        calls.call(
                session,
                bucket,
                S3Action.PUT_BUCKET_TAGGING.id(),
                (s3, credentials) -> s3.putBucketTagging(
                        request -> request.bucket(bucket.name().value())
                                .expectedBucketOwner(session.account().value())
                                .tagging(tagging -> tagging.tagSet(toSdk(merged)))
                                .overrideConfiguration(credentials)));
        return true;
    }

    static List<Tag> toSdk(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}

package io.dataaccount.aws.s3;

import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;

/** CreateBucket, with its tags where role and server let it have them. */
final class BucketCreation {
    private static final String ACTION = "s3:CreateBucket";

    /** What says that it is the tags: a role without {@code s3:TagResource}, or a server that does not know them here. */
    private static final Set<String> TAGS_REFUSED =
            Set.of("AccessDenied", "MalformedXML", "InvalidArgument", "InvalidRequest", "NotImplemented");

    private final S3Calls calls;

    BucketCreation(S3Calls calls) {
        this.calls = calls;
    }

    void create(AccountSession session, Bucket bucket, Map<String, String> tags) {
        try {
            request(session, bucket, tags);
        } catch (SdkException e) {
            if (tags.isEmpty() || !TAGS_REFUSED.contains(S3Errors.name(e))) {
                throw S3Errors.translate(e, session, ACTION, S3Calls.resource(bucket));
            }
            calls.on(session, bucket, ACTION, (s3, as) -> request(session, bucket, Map.of()));
        }
    }

    private CreateBucketResponse request(AccountSession session, Bucket bucket, Map<String, String> tags) {
        boolean plain = tags.isEmpty() && bucket.region().equals(Region.US_EAST_1);
        return calls.corrected(
                session,
                bucket,
                (s3, as) ->
                        s3.createBucket(request -> request.bucket(bucket.name().value())
                                .createBucketConfiguration(plain ? null : configuration(bucket, tags))
                                .overrideConfiguration(as)));
    }

    /** us-east-1 is the one region that S3 wants left out. */
    private static CreateBucketConfiguration configuration(Bucket bucket, Map<String, String> tags) {
        return CreateBucketConfiguration.builder()
                .locationConstraint(
                        bucket.region().equals(Region.US_EAST_1)
                                ? null
                                : bucket.region().value())
                .tags(tags.isEmpty() ? null : BucketTags.toSdk(tags))
                .build();
    }
}

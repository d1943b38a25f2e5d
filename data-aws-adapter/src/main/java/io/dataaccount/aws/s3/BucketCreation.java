package io.dataaccount.aws.s3;

import io.dataaccount.aws.iam.S3Action;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;

/** Creates buckets, with tags in the same request if role and server support it. */
final class BucketCreation {
    private static final String ACTION = S3Action.CREATE_BUCKET.id();

    /**
     * Error codes that tags in CreateBucket may cause: the role lacks {@code s3:TagResource}, or the server does not
     * know the element. The request is then repeated without tags.
     */
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
            // a server that does not know the element may send no error code
            boolean perhaps = S3ErrorCodes.isUnexplained(e) && S3ErrorCodes.status(e) == 400;
            if (tags.isEmpty() || !(perhaps || TAGS_REFUSED.contains(S3ErrorCodes.name(e)))) {
                throw S3Errors.translate(e, session, ACTION, S3Calls.resource(bucket));
            }
            calls.call(session, bucket, ACTION, (s3, credentials) -> request(session, bucket, Map.of()));
        }
    }

    private CreateBucketResponse request(AccountSession session, Bucket bucket, Map<String, String> tags) {
        boolean plain = tags.isEmpty() && bucket.region().equals(Region.US_EAST_1);
        return calls.withRegionRedirect(
                session,
                bucket,
                (s3, credentials) ->
                        s3.createBucket(request -> request.bucket(bucket.name().value())
                                .createBucketConfiguration(plain ? null : configuration(bucket, tags))
                                .overrideConfiguration(credentials)));
    }

    /** S3 accepts every region as a location constraint except us-east-1. */
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

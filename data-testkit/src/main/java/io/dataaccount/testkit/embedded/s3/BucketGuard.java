package io.dataaccount.testkit.embedded.s3;

import io.dataaccount.testkit.embedded.auth.Authenticator;
import io.dataaccount.testkit.embedded.http.AwsErrorException;

/** Checks the region and the account of a request for a bucket. */
final class BucketGuard {
    static final String REGION_HEADER = "x-amz-bucket-region";

    private BucketGuard() {}

    /**
     * @throws AwsErrorException as S3, if the request is signed for another region or the bucket is in another account
     */
    static void check(S3Request request, String operation, Authenticator.Caller caller, EmbeddedBucket bucket) {
        // GetBucketLocation works from every region, because a caller uses it to find the region
        if (!caller.region().equals(bucket.region()) && !operation.equals("GetBucketLocation")) {
            throw wrongRegion(request, caller, bucket);
        }
        boolean expected = request.headers()
                .first("x-amz-expected-bucket-owner")
                .or(() -> request.query().first("x-amz-expected-bucket-owner"))
                .map(bucket.owner()::equals)
                .orElse(true);
        if (!expected || !bucket.owner().equals(caller.principal().accountId())) {
            throw AwsErrorException.accessDenied().header(REGION_HEADER, bucket.region());
        }
    }

    private static AwsErrorException wrongRegion(
            S3Request request, Authenticator.Caller caller, EmbeddedBucket bucket) {
        if (request.method().equals("GET") || request.method().equals("HEAD")) {
            return new AwsErrorException(
                            301,
                            "PermanentRedirect",
                            "The bucket you are attempting to access must be addressed using the specified endpoint."
                                    + " Please send all future requests to this endpoint.")
                    .with("Endpoint", "s3." + bucket.region() + ".amazonaws.com")
                    .with("Bucket", bucket.name())
                    .header(REGION_HEADER, bucket.region());
        }
        boolean presigned = request.query().has("X-Amz-Algorithm");
        return new AwsErrorException(
                        400,
                        presigned ? "AuthorizationQueryParametersError" : "AuthorizationHeaderMalformed",
                        "The authorization header is malformed; the region '" + caller.region()
                                + "' is wrong; expecting '" + bucket.region() + "'")
                .with("Region", bucket.region())
                .header(REGION_HEADER, bucket.region());
    }
}

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
                    // a client must not send the request to AWS instead
                    .with("Endpoint", request.headers().first("host").orElse(""))
                    .with("Bucket", bucket.name())
                    .header(REGION_HEADER, bucket.region());
        }
        if (request.query().has("X-Amz-Algorithm")) {
            return wrongRegion("AuthorizationQueryParametersError", caller.region(), bucket.region());
        }
        return wrongRegion(caller.region(), bucket.region());
    }

    /** The error of a request whose header is signed for another region. */
    static AwsErrorException wrongRegion(String signedFor, String expected) {
        return wrongRegion("AuthorizationHeaderMalformed", signedFor, expected);
    }

    private static AwsErrorException wrongRegion(String code, String signedFor, String expected) {
        return new AwsErrorException(
                        400,
                        code,
                        "The authorization header is malformed; the region '" + signedFor + "' is wrong; expecting '"
                                + expected + "'")
                .with("Region", expected)
                .header(REGION_HEADER, expected);
    }
}

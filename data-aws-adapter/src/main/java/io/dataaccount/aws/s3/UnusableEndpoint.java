package io.dataaccount.aws.s3;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.bucket.Bucket;

/**
 * The error for a bucket to which the SDK cannot send a request at the configured endpoint. The SDK decides that when it
 * builds the request, for example if the bucket name would have to come before an IP address.
 */
public final class UnusableEndpoint {
    private UnusableEndpoint() {}

    public static DataException of(Bucket bucket, RuntimeException cause) {
        return of(S3Calls.resource(bucket), cause);
    }

    /** @param resource the subject of the call, such as {@code bucket 'my-data'} */
    static DataException of(String resource, RuntimeException cause) {
        return new DataException(
                ErrorCode.NOT_SUPPORTED,
                "The AWS SDK cannot send a request about the " + resource + " to the server's S3 endpoint: check the"
                        + " endpoint and its port. If it is an IP address and the bucket name has a dot, set"
                        + " S3_PATH_STYLE to true.",
                cause);
    }
}

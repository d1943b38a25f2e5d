package io.dataaccount.aws.sdk;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What the operator needs to find a failed call to AWS in CloudTrail or to ask AWS about it: class, error code, status and
 * request id. Not the message: that of a wrong signature repeats the signed headers, the session token among them.
 */
public final class AwsErrorSummary {
    private AwsErrorSummary() {}

    public static String of(SdkException e) {
        String name = e.getClass().getSimpleName();
        if (e instanceof AwsServiceException error) {
            return name + ", error code " + errorCode(error) + ", status " + error.statusCode() + ", AWS request id "
                    + error.requestId();
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == e ? name : name + " by " + root.getClass().getName();
    }

    private static String errorCode(AwsServiceException error) {
        @Nullable
        String code = error.awsErrorDetails() == null
                ? null
                : error.awsErrorDetails().errorCode();
        return code == null ? "none" : code;
    }
}

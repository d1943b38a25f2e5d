package io.dataaccount.aws.sdk;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Summarizes a failed call to AWS for the operator, who can then find it in CloudTrail or ask AWS Support: exception
 * class, error code, status and request id. The summary does not contain the message, because the message about a wrong
 * signature repeats the signed headers, which include the session token.
 */
public final class AwsErrorSummary {
    private AwsErrorSummary() {}

    /** One line. If AWS sent no response, it names the class of the exception and of its root cause. */
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
        String code =
                error.awsErrorDetails() == null ? null : error.awsErrorDetails().errorCode();
        return code == null ? "none" : code;
    }
}

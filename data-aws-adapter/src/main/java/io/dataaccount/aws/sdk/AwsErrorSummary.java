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
        if (e instanceof AwsServiceException answer) {
            return name + ", error code " + errorCode(answer) + ", status " + answer.statusCode() + ", AWS request id "
                    + answer.requestId();
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == e ? name : name + " by " + root.getClass().getName();
    }

    private static String errorCode(AwsServiceException answer) {
        @Nullable
        String code = answer.awsErrorDetails() == null
                ? null
                : answer.awsErrorDetails().errorCode();
        return code == null ? "none" : code;
    }
}

package io.dataaccount.aws.sdk;

import io.dataaccount.core.error.SafeText;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
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
        Throwable root = Causes.of(e).reduce(e, (outer, inner) -> inner);
        return root == e ? name : name + " by " + root.getClass().getName();
    }

    private static String errorCode(AwsServiceException error) {
        return codeOf(error).orElse("none");
    }

    /** The error code of the service; empty if the response has none, as that of a proxy. */
    public static Optional<String> codeOf(SdkException e) {
        return e instanceof AwsServiceException error
                ? Optional.ofNullable(error.awsErrorDetails())
                        .map(AwsErrorDetails::errorCode)
                        .filter(code -> !code.isBlank())
                : Optional.empty();
    }

    /**
     * The sentence for an error response without an error code, or with one that is not known. It does not guess the
     * reason: a proxy in between sends such responses too.
     *
     * @param service the name of the service, such as {@code S3}
     * @param request the action and its subject, such as {@code s3:ListBucket on bucket 'my-data'}
     */
    public static String unexplained(String service, String request, AwsServiceException error) {
        Optional<String> code = codeOf(error);
        String id = error.requestId();
        String response = service + " returned HTTP status " + error.statusCode() + ", "
                + code.map(name -> "the error code '" + SafeText.echo(name) + "', which this server does not know,")
                        .orElse("no error code")
                + " and "
                + (id == null || id.isBlank() ? "no request id" : "the request id " + SafeText.echo(id));
        return response + " for " + request + ". "
                + (code.isEmpty() || error.statusCode() >= 500
                        ? "The reason is not known: try again. If the error persists, check"
                        : "Look up the error code in the documentation of the service, and check")
                + " that the credentials have not expired, that the server's clock is right, and that the region and"
                + " the endpoint are those of " + service + " and not of a proxy.";
    }
}

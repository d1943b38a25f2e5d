package io.dataaccount.aws.s3;

import io.dataaccount.aws.sdk.AwsErrorSummary;
import io.dataaccount.core.error.AccessDeniedException;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.port.CredentialsRefusedException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What S3 refuses, in our codes: by error code, then by status, never by message.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3 error responses</a>
 */
final class S3Errors {
    private static final Map<String, ErrorCode> BY_NAME = Map.ofEntries(
            Map.entry("AccessDenied", ErrorCode.DATA_ACCOUNT_DENIED),
            Map.entry("AllAccessDisabled", ErrorCode.DATA_ACCOUNT_DENIED),
            Map.entry("AccountProblem", ErrorCode.DATA_ACCOUNT_DENIED),
            Map.entry("NoSuchBucket", ErrorCode.BUCKET_NOT_FOUND),
            Map.entry("BucketAlreadyExists", ErrorCode.BUCKET_NAME_TAKEN),
            Map.entry("BucketAlreadyOwnedByYou", ErrorCode.CONFLICT),
            Map.entry("OperationAborted", ErrorCode.CONFLICT),
            Map.entry("ConditionalRequestConflict", ErrorCode.CONFLICT),
            Map.entry("TooManyBuckets", ErrorCode.CONFLICT),
            Map.entry("InvalidBucketName", ErrorCode.INVALID_INPUT),
            Map.entry("InvalidLocationConstraint", ErrorCode.INVALID_INPUT),
            Map.entry("IllegalLocationConstraintException", ErrorCode.INVALID_INPUT),
            Map.entry("KMS.NotFoundException", ErrorCode.INVALID_INPUT),
            Map.entry("KMS.DisabledException", ErrorCode.INVALID_INPUT),
            Map.entry("NotImplemented", ErrorCode.NOT_SUPPORTED),
            Map.entry("MethodNotAllowed", ErrorCode.NOT_SUPPORTED),
            Map.entry("InvalidArgument", ErrorCode.NOT_SUPPORTED),
            Map.entry("InvalidRequest", ErrorCode.NOT_SUPPORTED),
            Map.entry("MalformedXML", ErrorCode.NOT_SUPPORTED),
            Map.entry("UnsupportedOperation", ErrorCode.NOT_SUPPORTED),
            Map.entry("SlowDown", ErrorCode.THROTTLED),
            Map.entry("RequestTimeout", ErrorCode.UNAVAILABLE),
            Map.entry("InternalError", ErrorCode.UNAVAILABLE),
            Map.entry("ServiceUnavailable", ErrorCode.UNAVAILABLE));

    /** What S3 says of the credentials themselves, by whichever account they are; HEAD answers tell only a status. */
    private static final Set<String> BAD_CREDENTIALS = Set.of(
            "ExpiredToken",
            "InvalidToken",
            "TokenRefreshRequired",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "SignatureDoesNotMatch",
            "RequestTimeTooSkewed");

    /** The codes of these that another session may end. The others are faults of a clock or of the signature. */
    private static final Set<String> ENDED_CREDENTIALS = Set.of(
            "ExpiredToken", "InvalidToken", "TokenRefreshRequired", "InvalidAccessKeyId", "InvalidClientTokenId");

    private static final String NO_NAME = "no error code";

    private S3Errors() {}

    /**
     * @param action the IAM action that the call needs
     * @param resource what it was about, such as {@code bucket 'my-data'}
     */
    static DataException translate(SdkException e, AccountSession session, String action, String resource) {
        return refusal(e, session, action, resource).withOperatorNote(AwsErrorSummary.of(e));
    }

    private static DataException refusal(SdkException e, AccountSession session, String action, String resource) {
        ErrorCode code = code(e);
        if (code == ErrorCode.DATA_ACCOUNT_DENIED) {
            return new AccessDeniedException(session.principal(), action, resource, e);
        }
        String sentence = sentence(code, e, session, action, resource);
        return ENDED_CREDENTIALS.contains(name(e))
                ? new CredentialsRefusedException(session, sentence, e)
                : new DataException(code, sentence, e);
    }

    private static String sentence(
            ErrorCode code, SdkException e, AccountSession session, String action, String resource) {
        String said = action + " on " + resource + " in account " + session.account();
        return switch (code) {
            case BUCKET_NOT_FOUND ->
                "There is no " + resource + " in account " + session.account()
                        + ": create it, or name one of those that the list of buckets shows.";
            case BUCKET_NAME_TAKEN -> "The " + resource + " belongs to another AWS account: choose another name.";
            case CONFLICT ->
                "Something else is changing " + resource + " at this moment, or its account has all the buckets"
                        + " it may have (S3 said " + name(e) + "): try again.";
            case INVALID_INPUT -> "S3 refused a value with " + name(e) + " at " + said + ": change it.";
            case NOT_SUPPORTED -> "The storage service does not support " + said + " (it said " + name(e) + ").";
            case THROTTLED -> "S3 asked to slow down at " + said + ": try again a little later.";
            case UNAVAILABLE ->
                BAD_CREDENTIALS.contains(name(e))
                        ? "S3 did not take the credentials of " + session.principal() + " (it said " + name(e)
                                + "): try again. If this stays, check the clock and the credentials that the server runs"
                                + " with."
                        : "S3 did not do " + said + " in time: try again.";
            default -> said + " failed with " + name(e) + ".";
        };
    }

    /** Whether S3 says by the error code that a bucket does not have a setting. */
    static boolean isAbsentSetting(SdkException e, String absent) {
        return e instanceof AwsServiceException answer && answer.statusCode() == 404 && absent.equals(name(answer));
    }

    /**
     * The same as {@link #translate} for the reading of a setting. A 404 without an error code of S3 comes from a server or
     * proxy that does not know the call, and says nothing about the bucket.
     */
    static DataException ofSetting(SdkException e, AccountSession session, String action, String resource) {
        boolean unexplained = e instanceof AwsServiceException answer
                && answer.statusCode() == 404
                && code(e) == ErrorCode.BUCKET_NOT_FOUND
                && !BY_NAME.containsKey(name(e));
        return unexplained
                ? incomplete(
                        action + " on " + resource + " in account " + session.account(),
                        "HTTP status 404 and " + (hasName(e) ? "the error code " + name(e) : "no error code")
                                + ", which says neither what the setting is nor that it is absent",
                        e)
                : translate(e, session, action, resource);
    }

    /**
     * A response that S3 does not send, so nobody knows what it means.
     *
     * @param said what S3 was asked for
     * @param what what the response has or lacks
     */
    static DataException incomplete(String said, String what, @Nullable Throwable cause) {
        DataException refusal = new DataException(
                ErrorCode.UNAVAILABLE,
                "S3 answered " + said + " with " + what
                        + ": try again. If this stays, check that the server's S3 endpoint is S3 and not a proxy.",
                cause);
        return cause instanceof SdkException e ? refusal.withOperatorNote(AwsErrorSummary.of(e)) : refusal;
    }

    static ErrorCode code(SdkException e) {
        if (!(e instanceof AwsServiceException answer)) {
            return ErrorCode.UNAVAILABLE; // no answer came back
        }
        if (answer.isThrottlingException()) {
            return ErrorCode.THROTTLED;
        }
        if (BAD_CREDENTIALS.contains(name(answer))) {
            return ErrorCode.UNAVAILABLE;
        }
        // answers to HEAD carry no body, hence no error code
        ErrorCode byName = BY_NAME.get(name(answer));
        return byName == null ? byStatus(answer.statusCode()) : byName;
    }

    private static boolean hasName(SdkException e) {
        return !name(e).equals(NO_NAME);
    }

    static String name(SdkException e) {
        @Nullable
        String name = e instanceof AwsServiceException answer && answer.awsErrorDetails() != null
                ? answer.awsErrorDetails().errorCode()
                : null;
        return name == null ? NO_NAME : name;
    }

    private static ErrorCode byStatus(int status) {
        return switch (status) {
            case 403 -> ErrorCode.DATA_ACCOUNT_DENIED;
            case 404 -> ErrorCode.BUCKET_NOT_FOUND;
            case 405, 501 -> ErrorCode.NOT_SUPPORTED;
            case 409 -> ErrorCode.CONFLICT;
            case 429 -> ErrorCode.THROTTLED;
            default -> status >= 500 ? ErrorCode.UNAVAILABLE : ErrorCode.INTERNAL;
        };
    }
}

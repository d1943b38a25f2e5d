package io.dataaccount.aws.s3;

import io.dataaccount.aws.network.ConnectionException;
import io.dataaccount.aws.sdk.AwsErrorSummary;
import io.dataaccount.aws.sdk.ForeignResponseException;
import io.dataaccount.core.error.AccessDeniedException;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.SafeText;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.port.CredentialsRefusedException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Translates errors of S3 into the exceptions for our callers. {@link S3ErrorCodes} chooses the error code.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3 error responses</a>
 */
final class S3Errors {
    /**
     * What the codes of an invalid request mean. A document with the settings of a bucket contains those of others too, so
     * S3 may refuse it because of a part that is not ours.
     */
    private static final Map<String, String> INVALID = Map.of(
            "InvalidRequest", "the request does not suit the settings that the bucket has already",
            "InvalidArgument", "the request has a value that is not accepted",
            "MalformedXML", "the document with this setting and those of others is not accepted",
            "MalformedPolicy",
                    "the policy with the statements of others is not accepted, for example because a principal in it was"
                            + " deleted",
            "InvalidPolicyDocument", "the policy with the statements of others is not accepted",
            "InvalidTag", "the tags of the bucket with those of others are not accepted");

    private S3Errors() {}

    /**
     * The exception for an error of S3.
     *
     * @param action the IAM action that the call needs
     * @param resource the subject of the call, such as {@code bucket 'my-data'}
     */
    static DataException translate(SdkException e, AccountSession session, String action, String resource) {
        return refusal(e, session, action, resource).withOperatorNote(AwsErrorSummary.of(e));
    }

    private static DataException refusal(SdkException e, AccountSession session, String action, String resource) {
        String request = request(session, action, resource);
        Optional<ForeignResponseException> foreign = ForeignResponseException.in(e);
        if (foreign.isPresent()) {
            return incomplete(request, foreign.get().content(), e);
        }
        if (e.getCause() instanceof UnknownElementException unknown) {
            return new DataException(
                    ErrorCode.NOT_SUPPORTED,
                    "The S3 response to " + request + " has the element '" + SafeText.echo(unknown.element())
                            + "', which this server does not know. To write the document back would remove it, so the"
                            + " setting stays as it is: change it in the bucket by hand.",
                    e);
        }
        Optional<ConnectionException> connection = ConnectionException.in(e);
        if (connection.isPresent()) {
            return new DataException(ErrorCode.UNAVAILABLE, connection.get().sentence("S3"), e);
        }
        ErrorCode code = S3ErrorCodes.code(e);
        if (S3ErrorCodes.isUnexplained(e)) {
            return new DataException(code, AwsErrorSummary.unexplained("S3", request, (AwsServiceException) e), e);
        }
        if (code == ErrorCode.DATA_ACCOUNT_DENIED) {
            return new AccessDeniedException(session.principal(), action, resource, e);
        }
        String sentence = sentence(code, e, session, action, resource);
        return S3ErrorCodes.isOfEndedCredentials(e)
                ? new CredentialsRefusedException(session, sentence, e)
                : new DataException(code, sentence, e);
    }

    private static String sentence(
            ErrorCode code, SdkException e, AccountSession session, String action, String resource) {
        String request = request(session, action, resource);
        String name = S3ErrorCodes.name(e);
        return switch (code) {
            case BUCKET_NOT_FOUND ->
                "There is no " + resource + " in account " + session.account()
                        + ": create it, or use one from the list of buckets.";
            case BUCKET_NAME_TAKEN -> "The " + resource + " belongs to another AWS account: choose another name.";
            case CONFLICT -> conflict(name, session, resource);
            case INVALID_INPUT -> "S3 refused a value in " + request + " (S3 error: " + name + "): change the value.";
            case NOT_SUPPORTED -> unsupported(e, request);
            case THROTTLED -> "S3 throttled " + request + ": wait a few seconds and try again.";
            case UNAVAILABLE ->
                S3ErrorCodes.isOfCredentials(e)
                        ? "S3 refused the credentials of " + session.principal() + " (S3 error: " + name
                                + "): try again. If the error persists, check the server's clock and the server's own"
                                + " credentials."
                        : "S3 did not complete " + request + ": try again.";
            default -> request + " failed (S3 error: " + name + ").";
        };
    }

    private static String conflict(String name, AccountSession session, String resource) {
        return switch (name) {
            case "TooManyBuckets" ->
                "The account " + session.account() + " has reached its limit of buckets, so " + resource
                        + " was not created (S3 error: " + name
                        + "): delete a bucket there, or have AWS raise the limit.";
            case "BucketAlreadyOwnedByYou" ->
                "The " + resource + " exists already in account " + session.account() + " (S3 error: " + name + ").";
            default ->
                "Another request is changing " + resource + " at the same time (S3 error: " + name + "): try again.";
        };
    }

    private static String request(AccountSession session, String action, String resource) {
        return action + " on " + resource + " in account " + session.account();
    }

    private static String unsupported(SdkException e, String request) {
        String name = S3ErrorCodes.name(e);
        if (INVALID.containsKey(name)) {
            return "S3 refused " + request + " (S3 error: " + name + "): " + INVALID.get(name)
                    + ". Correct this setting of the bucket. A server of another maker may not support the request.";
        }
        if (S3ErrorCodes.isOfWrongRegion(e)) {
            return "S3 does not accept " + request + " in this region (S3 error: " + name
                    + "), and its response does not lead to another one: check the region of the bucket, and the"
                    + " server's region and S3 endpoint.";
        }
        return "The storage service does not support " + request + " ("
                + (S3ErrorCodes.hasName(e)
                        ? "S3 error: " + name
                        : "HTTP status " + S3ErrorCodes.status(e) + " and no error code")
                + ").";
    }

    /**
     * Like {@link #translate}, for error responses to HEAD. They have no body, so S3 itself says the reason with the
     * status alone: 403 or 404. Any other status may have several reasons.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html">HeadBucket</a>
     */
    static DataException translateHead(SdkException e, AccountSession session, String action, String resource) {
        int status = S3ErrorCodes.status(e);
        if (status == 403 && S3ErrorCodes.isUnexplained(e)) {
            return new AccessDeniedException(session.principal(), action, resource, e)
                    .withOperatorNote(AwsErrorSummary.of(e));
        }
        return translate(e, session, action, resource);
    }

    /**
     * Like {@link #translate}, for requests that read something on which a write depends. A response without an error
     * code of S3 comes from a server or a proxy that does not know the request. It says nothing about the bucket, so it
     * is UNAVAILABLE, whatever its status is.
     */
    static DataException translateRead(SdkException e, AccountSession session, String action, String resource) {
        DataException refusal = translate(e, session, action, resource);
        return S3ErrorCodes.isUnexplained(e) && refusal.code() != ErrorCode.UNAVAILABLE
                ? new DataException(ErrorCode.UNAVAILABLE, refusal.detail(), e).withOperatorNote(AwsErrorSummary.of(e))
                : refusal;
    }

    /**
     * The exception for a response that real S3 does not send, so its meaning is unknown.
     *
     * @param request action, resource and account of the request
     * @param content what the response contains or lacks, such as {@code HTTP status 200 and no TagSet}
     */
    static DataException incomplete(String request, String content, @Nullable Throwable cause) {
        DataException refusal = new DataException(
                ErrorCode.UNAVAILABLE,
                "The S3 response to " + request + " has " + content
                        + ": try again. If the error persists, check that the server's S3 endpoint is S3 and not a"
                        + " proxy.",
                cause);
        return cause instanceof SdkException e ? refusal.withOperatorNote(AwsErrorSummary.of(e)) : refusal;
    }
}

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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Translates errors of S3 into our error codes: by S3's error code, then by HTTP status, never by message.
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
            Map.entry("PermanentRedirect", ErrorCode.NOT_SUPPORTED),
            Map.entry("AuthorizationHeaderMalformed", ErrorCode.NOT_SUPPORTED),
            Map.entry("IncorrectEndpoint", ErrorCode.NOT_SUPPORTED),
            Map.entry("NotImplemented", ErrorCode.NOT_SUPPORTED),
            Map.entry("MethodNotAllowed", ErrorCode.NOT_SUPPORTED),
            Map.entry("InvalidArgument", ErrorCode.NOT_SUPPORTED),
            Map.entry("InvalidRequest", ErrorCode.NOT_SUPPORTED),
            Map.entry("MalformedXML", ErrorCode.NOT_SUPPORTED),
            Map.entry("MalformedPolicy", ErrorCode.NOT_SUPPORTED),
            Map.entry("InvalidPolicyDocument", ErrorCode.NOT_SUPPORTED),
            Map.entry("InvalidTag", ErrorCode.NOT_SUPPORTED),
            Map.entry("UnsupportedOperation", ErrorCode.NOT_SUPPORTED),
            Map.entry("SlowDown", ErrorCode.THROTTLED),
            Map.entry("TemporaryRedirect", ErrorCode.UNAVAILABLE),
            Map.entry("Redirect", ErrorCode.UNAVAILABLE),
            Map.entry("RequestTimeout", ErrorCode.UNAVAILABLE),
            Map.entry("InternalError", ErrorCode.UNAVAILABLE),
            Map.entry("ServiceUnavailable", ErrorCode.UNAVAILABLE));

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

    /** Error codes that mean that S3 refused the credentials. Error responses to HEAD have no code, only a status. */
    private static final Set<String> BAD_CREDENTIALS = Set.of(
            "ExpiredToken",
            "InvalidToken",
            "TokenRefreshRequired",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "SignatureDoesNotMatch",
            "RequestTimeTooSkewed",
            "RequestExpired");

    /** The codes among these that a new session may solve. The others are errors of a clock or of the signature. */
    private static final Set<String> ENDED_CREDENTIALS = Set.of(
            "ExpiredToken", "InvalidToken", "TokenRefreshRequired", "InvalidAccessKeyId", "InvalidClientTokenId");

    /** Error codes of a request in the wrong region. */
    private static final Set<String> WRONG_REGION =
            Set.of("PermanentRedirect", "AuthorizationHeaderMalformed", "IncorrectEndpoint");

    private static final String NO_NAME = "no error code";

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
        if (e.getCause() instanceof ForeignResponseException wrong) {
            return incomplete(request, wrong.content(), e);
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
        ErrorCode code = code(e);
        if (isUnexplained(e)) {
            return new DataException(code, AwsErrorSummary.unexplained("S3", request, (AwsServiceException) e), e);
        }
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
        String request = request(session, action, resource);
        return switch (code) {
            case BUCKET_NOT_FOUND ->
                "There is no " + resource + " in account " + session.account()
                        + ": create it, or use one from the list of buckets.";
            case BUCKET_NAME_TAKEN -> "The " + resource + " belongs to another AWS account: choose another name.";
            case CONFLICT -> conflict(name(e), session, resource);
            case INVALID_INPUT ->
                "S3 refused a value in " + request + " (S3 error: " + name(e) + "): change the value.";
            case NOT_SUPPORTED -> unsupported(e, request);
            case THROTTLED -> "S3 throttled " + request + ": wait a few seconds and try again.";
            case UNAVAILABLE ->
                BAD_CREDENTIALS.contains(name(e))
                        ? "S3 refused the credentials of " + session.principal() + " (S3 error: " + name(e)
                                + "): try again. If the error persists, check the server's clock and the server's own"
                                + " credentials."
                        : "S3 did not complete " + request + ": try again.";
            default -> request + " failed (S3 error: " + name(e) + ").";
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
        if (INVALID.containsKey(name(e))) {
            return "S3 refused " + request + " (S3 error: " + name(e) + "): " + INVALID.get(name(e))
                    + ". Correct this setting of the bucket. A server of another maker may not support the request.";
        }
        if (WRONG_REGION.contains(name(e))) {
            return "S3 does not accept " + request + " in this region (S3 error: " + name(e)
                    + "), and its response does not lead to another one: check the region of the bucket, and the"
                    + " server's region and S3 endpoint.";
        }
        return "The storage service does not support " + request + " ("
                + (hasName(e) ? "S3 error: " + name(e) : "HTTP status " + status(e) + " and no error code") + ").";
    }

    /** Whether the error says that the bucket does not have the setting: status 404 and the given error code. */
    static boolean isAbsentSetting(SdkException e, String absent) {
        return e instanceof AwsServiceException error && error.statusCode() == 404 && absent.equals(name(error));
    }

    /**
     * Like {@link #translate}, for error responses to HEAD. They have no body, so S3 itself says the reason with the
     * status alone: 403 or 404. Any other status may have several reasons.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html">HeadBucket</a>
     */
    static DataException translateHead(SdkException e, AccountSession session, String action, String resource) {
        int status = status(e);
        if (status == 403 && isUnexplained(e)) {
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
        return isUnexplained(e) && refusal.code() != ErrorCode.UNAVAILABLE
                ? new DataException(ErrorCode.UNAVAILABLE, refusal.detail(), e).withOperatorNote(AwsErrorSummary.of(e))
                : refusal;
    }

    /**
     * Whether S3 does not say the reason: there is an error response without an error code, or with one that we do not
     * know. Throttling, and a request that the server does not know, can be told from the status.
     */
    static boolean isUnexplained(SdkException e) {
        return e instanceof AwsServiceException error
                && !error.isThrottlingException()
                && !BY_NAME.containsKey(name(e))
                && !BAD_CREDENTIALS.contains(name(e))
                && !isByStatus(error.statusCode());
    }

    /** Whether the error may mean that the request was sent to the wrong region. */
    static boolean mayBeOfWrongRegion(SdkException e) {
        int status = status(e);
        return WRONG_REGION.contains(name(e)) || (isUnexplained(e) && (status / 100 == 3 || status == 400));
    }

    private static boolean isByStatus(int status) {
        return status == 405 || status == 501 || status == 429;
    }

    /** The HTTP status of the error response; 0 if there was none. */
    static int status(SdkException e) {
        return e instanceof AwsServiceException error ? error.statusCode() : 0;
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

    static ErrorCode code(SdkException e) {
        if (!(e instanceof AwsServiceException error)) {
            return ErrorCode.UNAVAILABLE; // there was no response
        }
        if (error.isThrottlingException()) {
            return ErrorCode.THROTTLED;
        }
        if (BAD_CREDENTIALS.contains(name(error))) {
            return ErrorCode.UNAVAILABLE;
        }
        ErrorCode byName = BY_NAME.get(name(error));
        return byName == null ? byStatus(error.statusCode(), hasName(error)) : byName;
    }

    /**
     * The code for an error that we do not know. A response without an error code may be that of a proxy, so a later
     * attempt may succeed. S3 itself refuses the same request again if the status is 4xx.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5">RFC 9110, client errors</a>
     */
    private static ErrorCode byStatus(int status, boolean named) {
        return switch (status) {
            case 405, 501 -> ErrorCode.NOT_SUPPORTED;
            case 429 -> ErrorCode.THROTTLED;
            default -> {
                if (!named || status >= 500) {
                    yield ErrorCode.UNAVAILABLE;
                }
                yield status == 401 || status == 403 ? ErrorCode.DATA_ACCOUNT_DENIED : ErrorCode.NOT_SUPPORTED;
            }
        };
    }

    private static boolean hasName(SdkException e) {
        return AwsErrorSummary.codeOf(e).isPresent();
    }

    static String name(SdkException e) {
        return AwsErrorSummary.codeOf(e).orElse(NO_NAME);
    }
}

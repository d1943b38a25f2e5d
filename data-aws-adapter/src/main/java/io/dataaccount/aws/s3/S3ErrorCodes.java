package io.dataaccount.aws.s3;

import io.dataaccount.aws.sdk.AwsErrorSummary;
import io.dataaccount.core.error.ErrorCode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tells what an error of S3 means: by S3's error code, then by HTTP status, never by message.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3 error responses</a>
 */
final class S3ErrorCodes {
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

    private S3ErrorCodes() {}

    /** Our code for the error. */
    static ErrorCode code(SdkException e) {
        if (!(e instanceof AwsServiceException error)) {
            return ErrorCode.UNAVAILABLE; // there was no response
        }
        if (error.isThrottlingException()) {
            return ErrorCode.THROTTLED;
        }
        if (isOfCredentials(error)) {
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

    /** Whether the error says that the bucket does not have the setting: status 404 and the given error code. */
    static boolean isAbsentSetting(SdkException e, String absent) {
        return e instanceof AwsServiceException error && error.statusCode() == 404 && absent.equals(name(error));
    }

    /**
     * Whether S3 does not say the reason: there is an error response without an error code, or with one that we do not
     * know. Throttling, and a request that the server does not know, can be told from the status.
     */
    static boolean isUnexplained(SdkException e) {
        return e instanceof AwsServiceException error
                && !error.isThrottlingException()
                && !BY_NAME.containsKey(name(e))
                && !isOfCredentials(e)
                && !isByStatus(error.statusCode());
    }

    /** Whether the error may mean that the request was sent to the wrong region. */
    static boolean mayBeOfWrongRegion(SdkException e) {
        int status = status(e);
        return isOfWrongRegion(e) || (isUnexplained(e) && (status / 100 == 3 || status == 400));
    }

    private static boolean isByStatus(int status) {
        return status == 405 || status == 501 || status == 429;
    }

    /** The HTTP status of the error response; 0 if there was none. */
    static int status(SdkException e) {
        return e instanceof AwsServiceException error ? error.statusCode() : 0;
    }

    /** Whether S3 refused the credentials. Error responses to HEAD have no code, so this is false for them. */
    static boolean isOfCredentials(SdkException e) {
        return BAD_CREDENTIALS.contains(name(e));
    }

    /** Whether S3 refused the credentials, and a new session may be accepted. */
    static boolean isOfEndedCredentials(SdkException e) {
        return ENDED_CREDENTIALS.contains(name(e));
    }

    /** Whether S3 says that the request was sent to the wrong region. */
    static boolean isOfWrongRegion(SdkException e) {
        return WRONG_REGION.contains(name(e));
    }

    /** Whether the error response has an error code. */
    static boolean hasName(SdkException e) {
        return AwsErrorSummary.codeOf(e).isPresent();
    }

    /** The error code of S3; a phrase if there is none. */
    static String name(SdkException e) {
        return AwsErrorSummary.codeOf(e).orElse(NO_NAME);
    }
}

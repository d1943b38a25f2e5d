package io.dataaccount.aws.dynamodb;

import io.dataaccount.aws.sdk.AwsErrorSummary;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Translates errors of DynamoDB into our error codes: by the error code of DynamoDB, then by HTTP status, never by
 * message. The tables belong to the server, so a problem with a table or with the access to it is a fault of the server
 * and not of its caller.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">DynamoDB
 *     errors</a>
 */
final class DynamoDbErrors {
    private static final Map<String, ErrorCode> BY_NAME = Map.ofEntries(
            Map.entry("ProvisionedThroughputExceededException", ErrorCode.THROTTLED),
            Map.entry("ThrottlingException", ErrorCode.THROTTLED),
            Map.entry("RequestLimitExceeded", ErrorCode.THROTTLED),
            Map.entry("TransactionConflictException", ErrorCode.CONFLICT),
            Map.entry("ReplicatedWriteConflictException", ErrorCode.CONFLICT),
            // listed here because the SDK counts it as throttling
            Map.entry("TransactionInProgressException", ErrorCode.UNAVAILABLE),
            Map.entry("ExpiredTokenException", ErrorCode.UNAVAILABLE),
            Map.entry("InternalServerError", ErrorCode.UNAVAILABLE),
            Map.entry("ServiceUnavailable", ErrorCode.UNAVAILABLE));

    private DynamoDbErrors() {}

    /** @param action the IAM action that the call needs, such as {@code dynamodb:GetItem} */
    static DataException translate(SdkException e, String action, String table) {
        ErrorCode code = code(e);
        return new DataException(code, sentence(code, name(e), action + " on table '" + table + "'"), e)
                .withOperatorNote(AwsErrorSummary.of(e));
    }

    /**
     * Translates a cancelled transaction if the reason is not a failed condition.
     *
     * @return a DynamoDbException with the code ValidationException, which callers translate; or a DataException; or
     *     the given exception if its reasons are unknown to us
     */
    static RuntimeException ofCancellation(TransactionCanceledException cancelled) {
        List<String> codes = cancelled.cancellationReasons().stream()
                .map(CancellationReason::code)
                .toList();
        if (codes.contains("ValidationError") || codes.contains("ItemCollectionSizeLimitExceeded")) {
            return DynamoDbException.builder()
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("ValidationException")
                            .build())
                    .statusCode(400)
                    .cause(cancelled)
                    .build();
        }
        if (codes.contains("ThrottlingError") || codes.contains("ProvisionedThroughputExceeded")) {
            return new DataException(
                    ErrorCode.THROTTLED,
                    "DynamoDB throttled the request: wait a few seconds and try again.",
                    cancelled);
        }
        if (codes.contains("TransactionConflict")) {
            return new DataException(
                    ErrorCode.CONFLICT, "Another request is writing the same items: try again.", cancelled);
        }
        return cancelled;
    }

    /**
     * The exception for a response that real DynamoDB does not send.
     *
     * @param request the IAM action and the table
     * @param missing the part that the response does not have
     */
    static DataException incomplete(String request, String missing, @Nullable Throwable cause) {
        return new DataException(
                ErrorCode.UNAVAILABLE,
                "The DynamoDB response to " + request + " lacks " + missing
                        + ": try again. If the error persists, check that the server's endpoint is DynamoDB and not a"
                        + " proxy.",
                cause);
    }

    private static String sentence(ErrorCode code, String name, String request) {
        return switch (code) {
            case THROTTLED -> "DynamoDB throttled " + request + ": wait a few seconds and try again.";
            case UNAVAILABLE -> "DynamoDB did not complete " + request + ": try again.";
            case CONFLICT -> "Another request is writing the same item as " + request + ": try again.";
            default -> serverFault(name, request);
        };
    }

    private static String serverFault(String name, String request) {
        return switch (name) {
            case "ResourceNotFoundException" ->
                request
                        + " failed because the table does not exist: create it, or correct its name or the region in"
                        + " the configuration.";
            case "AccessDeniedException" ->
                request + " was denied to this server: allow that action on the table in the policy of its role.";
            case "UnrecognizedClientException", "InvalidSignatureException", "MissingAuthenticationTokenException" ->
                request + " was refused with " + name + ": check the credentials and the clock of this server.";
            default -> request + " failed with " + name + ".";
        };
    }

    private static ErrorCode code(SdkException e) {
        if (!(e instanceof AwsServiceException error)) {
            return ErrorCode.UNAVAILABLE; // there was no response
        }
        ErrorCode byName = BY_NAME.get(name(error));
        if (byName != null) {
            return byName;
        }
        return error.isThrottlingException() ? ErrorCode.THROTTLED : byStatus(error.statusCode());
    }

    private static ErrorCode byStatus(int status) {
        return status == 429 ? ErrorCode.THROTTLED : status >= 500 ? ErrorCode.UNAVAILABLE : ErrorCode.INTERNAL;
    }

    static String name(SdkException e) {
        @Nullable
        String name = e instanceof AwsServiceException error && error.awsErrorDetails() != null
                ? error.awsErrorDetails().errorCode()
                : null;
        return name == null ? "no error code" : name;
    }
}

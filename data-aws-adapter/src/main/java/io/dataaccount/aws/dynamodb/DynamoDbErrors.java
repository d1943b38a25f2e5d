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
 * What DynamoDB refuses, in our codes: by error code, then by status, never by message. The tables are the server's own,
 * so what is wrong with a table or with the access to it is the server's fault and not its caller's.
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
            // which the SDK counts among the throttling ones
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
     * A transaction that was cancelled for another reason than a condition.
     *
     * @return a validation error, for callers that explain it, or an error of ours
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
                    ErrorCode.THROTTLED, "DynamoDB asked to slow down: try again a little later.", cancelled);
        }
        if (codes.contains("TransactionConflict")) {
            return new DataException(
                    ErrorCode.CONFLICT, "Something else is writing to the same items: try again.", cancelled);
        }
        return cancelled;
    }

    /**
     * A response that DynamoDB does not send, or not yet.
     *
     * @param missing what the response does not have
     */
    static DataException incomplete(String said, String missing, @Nullable Throwable cause) {
        return new DataException(
                ErrorCode.UNAVAILABLE,
                "DynamoDB answered " + said + " without " + missing
                        + ": try again. If this stays, check that the server's endpoint is DynamoDB and not a proxy.",
                cause);
    }

    private static String sentence(ErrorCode code, String name, String said) {
        return switch (code) {
            case THROTTLED -> "DynamoDB asked to slow down at " + said + ": try again a little later.";
            case UNAVAILABLE -> "DynamoDB did not do " + said + " in time: try again.";
            case CONFLICT -> "Something else is writing to the same item at " + said + ": try again.";
            default -> ofOurs(name, said);
        };
    }

    private static String ofOurs(String name, String said) {
        return switch (name) {
            case "ResourceNotFoundException" ->
                said + " found no such table: create it, or correct its name or the region in the configuration.";
            case "AccessDeniedException" ->
                said + " was refused to this server: allow that action on the table in the policy of its role.";
            case "UnrecognizedClientException", "InvalidSignatureException", "MissingAuthenticationTokenException" ->
                said + " was refused with " + name + ": check the credentials and the clock of this server.";
            default -> said + " failed with " + name + ".";
        };
    }

    private static ErrorCode code(SdkException e) {
        if (!(e instanceof AwsServiceException answer)) {
            return ErrorCode.UNAVAILABLE; // no answer came back
        }
        ErrorCode byName = BY_NAME.get(name(answer));
        if (byName != null) {
            return byName;
        }
        return answer.isThrottlingException() ? ErrorCode.THROTTLED : byStatus(answer.statusCode());
    }

    private static ErrorCode byStatus(int status) {
        return status == 429 ? ErrorCode.THROTTLED : status >= 500 ? ErrorCode.UNAVAILABLE : ErrorCode.INTERNAL;
    }

    static String name(SdkException e) {
        @Nullable
        String name = e instanceof AwsServiceException answer && answer.awsErrorDetails() != null
                ? answer.awsErrorDetails().errorCode()
                : null;
        return name == null ? "no error code" : name;
    }
}

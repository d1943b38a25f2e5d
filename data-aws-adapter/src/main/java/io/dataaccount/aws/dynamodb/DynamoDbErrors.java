package io.dataaccount.aws.dynamodb;

import io.dataaccount.aws.credentials.OwnCredentialsException;
import io.dataaccount.aws.network.ConnectionException;
import io.dataaccount.aws.sdk.AwsErrorSummary;
import io.dataaccount.aws.sdk.ForeignResponseException;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Translates errors of DynamoDB into our error codes: by the error code of DynamoDB, then by HTTP status, never by
 * message. The tables belong to the operator of the server, so a problem with a table or with the access to it is
 * UNAVAILABLE, and the error says what the operator has to correct.
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
            // the operator has to correct a table or a policy, so they are neither the caller's fault nor that of the
            // code
            Map.entry("ResourceNotFoundException", ErrorCode.UNAVAILABLE),
            Map.entry("AccessDeniedException", ErrorCode.UNAVAILABLE),
            Map.entry("ValidationException", ErrorCode.UNAVAILABLE),
            Map.entry("InternalServerError", ErrorCode.UNAVAILABLE),
            Map.entry("ServiceUnavailable", ErrorCode.UNAVAILABLE));

    private static final Set<String> CREDENTIALS = Set.of(
            "ExpiredTokenException",
            "UnrecognizedClientException",
            "InvalidSignatureException",
            "MissingAuthenticationTokenException",
            "MissingAuthenticationToken",
            "IncompleteSignatureException",
            "IncompleteSignature");

    private DynamoDbErrors() {}

    /** @param action the IAM action that the call needs, such as {@code dynamodb:GetItem} */
    static DataException translate(SdkException e, String action, String table) {
        if (e instanceof OwnCredentialsException own) {
            return own.refusal();
        }
        String request = action + " on table '" + table + "'";
        Optional<ForeignResponseException> foreign = ForeignResponseException.in(e);
        if (foreign.isPresent()) {
            return notFromDynamoDb(request, "has " + foreign.get().content(), e)
                    .withOperatorNote(AwsErrorSummary.of(e));
        }
        ErrorCode code = code(e);
        String sentence = isUnexplained(e)
                ? AwsErrorSummary.unexplained("DynamoDB", request, (AwsServiceException) e)
                : ConnectionException.in(e)
                        .map(connection -> connection.sentence("DynamoDB"))
                        .orElseGet(() -> sentence(code, name(e), request));
        return new DataException(code, sentence, e).withOperatorNote(AwsErrorSummary.of(e));
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
        return notFromDynamoDb(request, "lacks " + missing, cause);
    }

    private static DataException notFromDynamoDb(String request, String problem, @Nullable Throwable cause) {
        return new DataException(
                ErrorCode.UNAVAILABLE,
                "The DynamoDB response to " + request + " " + problem
                        + ": try again. If the error persists, check that the server's endpoint is DynamoDB and not a"
                        + " proxy.",
                cause);
    }

    private static String sentence(ErrorCode code, String name, String request) {
        return switch (code) {
            case THROTTLED -> "DynamoDB throttled " + request + ": wait a few seconds and try again.";
            case CONFLICT -> "Another request is writing the same item as " + request + ": try again.";
            default ->
                CREDENTIALS.contains(name)
                        ? "DynamoDB refused the server's own credentials at " + request + " (DynamoDB error: " + name
                                + "): try again. If the error persists, renew the server's credentials, and check its"
                                + " clock."
                        : ofOperator(name, request);
        };
    }

    /** The sentence for an error that the operator has to correct, if it has another reason than a short failure. */
    private static String ofOperator(String name, String request) {
        return switch (name) {
            case "ResourceNotFoundException" ->
                request
                        + " failed because the table does not exist: create it, or correct its name or the region in"
                        + " the configuration.";
            case "AccessDeniedException" ->
                request + " was denied to this server: allow that action on the table in the policy of its role.";
            case "ValidationException" ->
                "DynamoDB refused " + request + " as invalid (DynamoDB error: " + name + "). Most likely the table has"
                        + " another key or lacks an index: compare it with the tables of the portal.";
            default -> "DynamoDB did not complete " + request + ": try again.";
        };
    }

    private static ErrorCode code(SdkException e) {
        if (!(e instanceof AwsServiceException error)) {
            return ErrorCode.UNAVAILABLE; // there was no response
        }
        String name = name(error);
        ErrorCode byName = CREDENTIALS.contains(name) ? ErrorCode.UNAVAILABLE : BY_NAME.get(name);
        if (byName != null) {
            return byName;
        }
        // whatever DynamoDB or a proxy refuses for a reason that we do not know is not a fault of this server
        return error.isThrottlingException() || error.statusCode() == 429 ? ErrorCode.THROTTLED : ErrorCode.UNAVAILABLE;
    }

    /** Whether the response has no error code, or one that we do not know. */
    private static boolean isUnexplained(SdkException e) {
        return e instanceof AwsServiceException error
                && !BY_NAME.containsKey(name(e))
                && !CREDENTIALS.contains(name(e))
                && code(error) != ErrorCode.THROTTLED;
    }

    static String name(SdkException e) {
        return AwsErrorSummary.codeOf(e).orElse("no error code");
    }
}

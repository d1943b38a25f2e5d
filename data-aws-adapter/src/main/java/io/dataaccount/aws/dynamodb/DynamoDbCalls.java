package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.error.DataException;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Sends requests about one table and translates the errors of DynamoDB. Safe for use by many threads. */
final class DynamoDbCalls {
    /**
     * A transaction with the actions that it may need. IAM has no action for the transaction itself, and asks for the
     * action of each item.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html">Using IAM
     *     with DynamoDB transactions</a>
     */
    static final String TRANSACTION = "TransactWriteItems (dynamodb:ConditionCheckItem, dynamodb:DeleteItem,"
            + " dynamodb:PutItem or dynamodb:UpdateItem)";

    private final String table;

    DynamoDbCalls(String table) {
        this.table = table;
    }

    /**
     * Whether the SDK sent the request more than once. In that case the condition may have failed because an earlier
     * attempt of the same call was executed and only its response was lost. DynamoDB recognises a repeated transaction
     * by its client token; other writes have no such token.
     */
    static boolean wasSentAgain(ConditionalCheckFailedException e) {
        Integer attempts = e.numAttempts();
        return attempts != null && attempts > 1;
    }

    /**
     * The exception for a response that real DynamoDB does not send. It says nothing about the table.
     *
     * @param missing the part that the response does not have
     */
    DataException incomplete(String action, String missing) {
        return DynamoDbErrors.incomplete(action + " on table '" + table + "'", missing, null);
    }

    /**
     * The reasons why a transaction was cancelled, one for each of its items and in their order.
     *
     * @throws DataException UNAVAILABLE if there is not a code for each item, or if no code is a reason
     */
    List<CancellationReason> reasons(TransactionCanceledException cancelled, int items) {
        List<CancellationReason> reasons = cancelled.cancellationReasons();
        if (reasons.size() != items
                || reasons.stream().anyMatch(reason -> reason.code() == null)
                || reasons.stream().allMatch(reason -> "None".equals(reason.code()))) {
            throw DynamoDbErrors.incomplete(
                    TRANSACTION + " on table '" + table + "'", "a reason for each item", cancelled);
        }
        return reasons;
    }

    /**
     * Sends the request.
     *
     * @throws ConditionalCheckFailedException untranslated, because only the caller knows what the condition means
     * @throws DataException for every other error of the SDK
     */
    <T> T call(String action, Supplier<T> request) {
        try {
            return request.get();
        } catch (ConditionalCheckFailedException e) {
            throw e;
        } catch (SdkException e) {
            throw DynamoDbErrors.translate(e, action, table);
        }
    }
}

package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.error.DataException;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Makes calls about one table and turns what DynamoDB refuses into our errors. */
final class DynamoDbCalls {
    private final String table;

    DynamoDbCalls(String table) {
        this.table = table;
    }

    /**
     * Whether the SDK sent the request more than once. Then a condition may have failed on what an earlier request of the
     * same call wrote, whose response was lost. A transaction has an id by which DynamoDB recognises that; other writes have
     * none.
     */
    static boolean wasSentAgain(ConditionalCheckFailedException e) {
        Integer attempts = e.numAttempts();
        return attempts != null && attempts > 1;
    }

    /**
     * A response that DynamoDB does not send, which says nothing about the table.
     *
     * @param missing what the response does not have
     */
    DataException incomplete(String action, String missing) {
        return DynamoDbErrors.incomplete(action + " on table '" + table + "'", missing, null);
    }

    /**
     * Why a transaction was cancelled, a code for each of its items.
     *
     * @throws DataException UNAVAILABLE if it does not say so of each
     */
    List<CancellationReason> reasons(TransactionCanceledException cancelled, int items) {
        List<CancellationReason> reasons = cancelled.cancellationReasons();
        if (reasons.size() != items
                || reasons.stream().anyMatch(reason -> reason.code() == null)
                || reasons.stream().allMatch(reason -> "None".equals(reason.code()))) {
            throw DynamoDbErrors.incomplete(
                    "dynamodb:TransactWriteItems on table '" + table + "'", "a reason for each item", cancelled);
        }
        return reasons;
    }

    /** Failed conditions are for the caller to explain. */
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

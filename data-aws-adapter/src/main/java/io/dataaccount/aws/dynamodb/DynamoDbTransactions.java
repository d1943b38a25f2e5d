package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.error.DataException;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Writes several items in one transaction, and reports which condition failed.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">TransactWriteItems</a>
 */
final class DynamoDbTransactions {
    private static final int MAX_ATTEMPTS = 4;
    private static final String CONDITION = "ConditionalCheckFailed";
    private static final String CONFLICT = "TransactionConflict";

    private final DynamoDbClient client;
    private final DynamoDbCalls calls;

    /** @param table the name of the table in error messages */
    DynamoDbTransactions(DynamoDbClient client, String table) {
        this.client = client;
        this.calls = new DynamoDbCalls(table);
    }

    /**
     * Writes all items or none. After a conflict with another transaction it tries again immediately, up to {@value
     * #MAX_ATTEMPTS} attempts in all.
     *
     * @param refusals for each item the exception to throw if its condition fails
     * @throws DataException the refusal of the first item whose condition fails; CONFLICT, THROTTLED or UNAVAILABLE
     */
    void write(List<TransactWriteItem> items, List<DataException> refusals) {
        for (int attempt = 1; ; attempt++) {
            try {
                calls.call(DynamoDbCalls.TRANSACTION, () -> client.transactWriteItems(all -> all.transactItems(items)));
                return;
            } catch (DataException e) {
                if (!(e.getCause() instanceof TransactionCanceledException cancelled)) {
                    throw e;
                }
                List<String> codes = codes(cancelled, items.size());
                int unmet = codes.indexOf(CONDITION);
                if (unmet >= 0) {
                    throw refusals.get(unmet);
                }
                if (attempt == MAX_ATTEMPTS || !codes.contains(CONFLICT)) {
                    throw DynamoDbErrors.ofCancellation(cancelled) instanceof DataException known ? known : e;
                }
            }
        }
    }

    private List<String> codes(TransactionCanceledException cancelled, int items) {
        return calls.reasons(cancelled, items).stream()
                .map(CancellationReason::code)
                .toList();
    }
}

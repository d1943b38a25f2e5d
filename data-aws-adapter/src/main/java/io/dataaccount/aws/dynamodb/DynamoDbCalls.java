package io.dataaccount.aws.dynamodb;

import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

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

package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.policy.ConflictRetries;
import io.dataaccount.core.port.OtherUsecases;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Writes a use case in one transaction with the {@link UsecaseRevision}, after the rules between use cases have allowed
 * it. If another guarded write happened in between, checks the rules again.
 */
final class GuardedWrites {
    private final DynamoDbClient client;
    private final DynamoDbCalls calls;
    private final UsecaseRevision revision;
    private final ConflictRetries overtaken;

    /**
     * @param calls for the table of use cases
     * @param roles the name of the table of roles
     * @param overtaken repeats a write that another guarded write has overtaken
     */
    GuardedWrites(DynamoDbClient client, DynamoDbCalls calls, String roles, ConflictRetries overtaken, Clock clock) {
        this.client = client;
        this.calls = calls;
        this.revision = new UsecaseRevision(client, roles, clock);
        this.overtaken = overtaken;
    }

    /**
     * Checks the rules and writes the use case.
     *
     * @param others the other use cases, for one check of the rules after this revision was read
     * @param rules throws if they forbid the write
     * @param write makes one conditional write of the use case; its argument adds the revision to the transaction
     */
    void run(
            UsecaseId id,
            Function<UsecaseRevision.Seen, OtherUsecases> others,
            Consumer<OtherUsecases> rules,
            Consumer<Transaction> write) {
        overtaken.run(id, () -> {
            UsecaseRevision.Seen read = revision.read();
            rules.accept(others.apply(read));
            try {
                write.accept(item -> transact(item, read.increment(id)));
                return true;
            } catch (SupersededException e) {
                return false; // another guarded write came first: check the rules again
            }
        });
    }

    /** Writes one item together with the revision. */
    interface Transaction {
        /**
         * @throws ConditionalCheckFailedException with the stored item, if the condition of the item's own write fails
         * @throws DynamoDbException for other errors of DynamoDB
         */
        void write(TransactWriteItem item);
    }

    private void transact(TransactWriteItem item, TransactWriteItem increment) {
        try {
            client.transactWriteItems(both -> both.transactItems(item, increment));
        } catch (TransactionCanceledException cancelled) {
            List<CancellationReason> reasons = calls.reasons(cancelled, 2);
            CancellationReason ofWrite = reasons.get(0);
            if ("ConditionalCheckFailed".equals(ofWrite.code())) {
                Map<String, AttributeValue> stored = ofWrite.hasItem() ? ofWrite.item() : Map.of();
                throw ConditionalCheckFailedException.builder().item(stored).build();
            }
            if (reasons.stream()
                    .map(CancellationReason::code)
                    .allMatch(code -> code.equals("None")
                            || code.equals("ConditionalCheckFailed")
                            || code.equals("TransactionConflict"))) {
                throw new SupersededException();
            }
            throw DynamoDbErrors.ofCancellation(cancelled);
        }
    }

    private static final class SupersededException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private SupersededException() {
            super(null, null, false, false);
        }
    }
}

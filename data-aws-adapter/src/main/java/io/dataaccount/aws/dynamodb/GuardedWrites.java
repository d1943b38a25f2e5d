package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.policy.ConflictRetries;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Writes a use case in one transaction with the {@link UsecaseRevision}, after rules between use cases allowed it. */
final class GuardedWrites {
    private final DynamoDbClient client;
    private final DynamoDbCalls calls;
    private final UsecaseRevision revision;
    private final ConflictRetries overtaken;

    /** @param calls about the table of use cases */
    GuardedWrites(DynamoDbClient client, DynamoDbCalls calls, String roles, ConflictRetries overtaken) {
        this.client = client;
        this.calls = calls;
        this.revision = new UsecaseRevision(client, roles);
        this.overtaken = overtaken;
    }

    /**
     * @param all reads every use case, as last written
     * @param write makes one conditional write of the use case; is called with a transaction of it and the revision
     */
    void run(UsecaseId id, Supplier<List<Usecase>> all, Consumer<List<Usecase>> rules, Consumer<Transaction> write) {
        overtaken.run(id, () -> {
            @Nullable AttributeValue read = revision.read();
            rules.accept(
                    all.get().stream().filter(other -> !other.id().equals(id)).toList());
            try {
                write.accept(item -> transact(item, revision.raise(read)));
                return true;
            } catch (SupersededException e) {
                return false; // another guarded write came in between: the rules are asked again
            }
        });
    }

    /** Makes the write together with that of the revision. */
    interface Transaction {
        /**
         * @throws ConditionalCheckFailedException with the item, if the condition of the write itself is not met
         * @throws DynamoDbException if DynamoDB refuses it otherwise
         */
        void write(TransactWriteItem item);
    }

    private void transact(TransactWriteItem item, TransactWriteItem raise) {
        try {
            client.transactWriteItems(both -> both.transactItems(item, raise));
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

package io.dataaccount.aws.dynamodb;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.policy.ConflictRetries;
import io.dataaccount.core.port.UsecaseErrors;
import io.dataaccount.core.port.UsecaseRepository;
import io.dataaccount.core.record.RecordChange;
import io.dataaccount.core.record.UsecaseRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Use cases in a DynamoDB table with the key {@code usecase_id}, shared with the portal. Attributes of kinds that a use
 * case does not show (binary values, sets, nested collections, null) stay in the item as they are, until an update sets
 * one of that name. Reads are strongly consistent.
 *
 * <p>A number that DynamoDB cannot keep is INVALID_INPUT. A table that is missing or closed to the server is INTERNAL.
 */
public final class DynamoDbUsecaseRepository implements UsecaseRepository {
    private static final String TRANSACT = "dynamodb:TransactWriteItems";

    private final DynamoDbClient client;
    private final String table;
    private final DynamoDbCalls calls;
    private final DynamoDbPages pages;
    private final GuardedWrites guard;

    /**
     * @param client for the region of the tables; stays the caller's to close
     * @param roles the table of roles, where the number of guarded writes is kept
     */
    public DynamoDbUsecaseRepository(DynamoDbClient client, String table, String roles) {
        this(client, table, roles, ConflictRetries.pausing());
    }

    DynamoDbUsecaseRepository(DynamoDbClient client, String table, String roles, ConflictRetries overtaken) {
        this.client = requireNonNull(client, "client is null");
        this.table = requireNonNull(table, "table is null");
        this.calls = new DynamoDbCalls(table);
        this.pages = new DynamoDbPages(client, calls);
        this.guard = new GuardedWrites(client, calls, requireNonNull(roles, "roles is null"), overtaken);
    }

    @Override
    public List<Usecase> list() {
        return all(UsecaseItems::readable);
    }

    /** What the rules between use cases are asked with. */
    private List<Usecase> claims() {
        return all(UsecaseItems::partly);
    }

    private List<Usecase> all(Function<Map<String, AttributeValue>, Optional<Usecase>> read) {
        ScanRequest scan =
                ScanRequest.builder().tableName(table).consistentRead(true).build();
        return pages.scan(scan).stream()
                .flatMap(item -> read.apply(item).stream())
                .toList();
    }

    @Override
    public Optional<Usecase> find(UsecaseId id) {
        return item(id).map(UsecaseItems::usecase);
    }

    private Optional<Map<String, AttributeValue>> item(UsecaseId id) {
        GetItemResponse answer = calls.call(
                "dynamodb:GetItem",
                () -> client.getItem(
                        get -> get.tableName(table).key(UsecaseItems.key(id)).consistentRead(true)));
        return answer.hasItem() ? Optional.of(answer.item()) : Optional.empty();
    }

    @Override
    public void create(Usecase usecase, Consumer<List<Usecase>> rules) {
        TransactWriteItem put = TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName(table)
                        .item(AttributeValues.item(UsecaseRecord.of(usecase)))
                        .conditionExpression("attribute_not_exists(#id)")
                        .expressionAttributeNames(Map.of("#id", UsecaseItems.KEY))
                        .build())
                .build();
        guard.run(usecase.id(), this::claims, rules, transaction -> {
            try {
                write(TRANSACT, usecase.id(), () -> transaction.write(put));
            } catch (ConditionalCheckFailedException e) {
                throw UsecaseErrors.exists(usecase.id());
            }
        });
    }

    @Override
    public void update(Usecase seen, Usecase wanted, Consumer<List<Usecase>> rules) {
        UsecaseUpdate update = new UsecaseUpdate(RecordChange.between(seen, wanted));
        guard.run(
                seen.id(),
                this::claims,
                rules,
                transaction -> update(
                        seen,
                        version -> write(
                                TRANSACT, seen.id(), () -> transaction.write(update.item(table, seen.id(), version)))));
    }

    @Override
    public void update(Usecase seen, Usecase wanted) {
        UsecaseUpdate update = new UsecaseUpdate(RecordChange.between(seen, wanted));
        update(
                seen,
                version -> write("dynamodb:UpdateItem", seen.id(), () -> {
                    try {
                        client.updateItem(update.request(table, seen.id(), version));
                    } catch (ConditionalCheckFailedException e) {
                        if (!DynamoDbCalls.wasSentAgain(e) || !update.isIn(e.item())) {
                            throw e;
                        }
                    }
                }));
    }

    /** @param write makes the update, on condition of the version that the item has; empty for none */
    private static void update(Usecase seen, Consumer<Optional<AttributeValue>> write) {
        Optional<AttributeValue> version = version(seen.updatedAt());
        try {
            write.accept(version);
        } catch (ConditionalCheckFailedException e) {
            Optional<AttributeValue> stored = stored(e, seen);
            if (stored.equals(version)) {
                throw UsecaseErrors.conflict(seen.id());
            }
            updateForeign(seen.id(), stored, write);
        }
    }

    /** What our own writers store; a time that was not there at all is read as the epoch. */
    private static Optional<AttributeValue> version(Instant updatedAt) {
        return updatedAt.equals(Instant.EPOCH)
                ? Optional.empty()
                : Optional.of(AttributeValue.fromN(String.valueOf(updatedAt.toEpochMilli())));
    }

    /** The version as it is stored, provided that it is the time that was seen. */
    private static Optional<AttributeValue> stored(ConditionalCheckFailedException e, Usecase seen) {
        if (!e.hasItem() || e.item().isEmpty()) {
            throw UsecaseErrors.notFound(seen.id());
        }
        if (!UsecaseRecord.updatedAt(AttributeValues.record(e.item())).equals(seen.updatedAt())) {
            throw UsecaseErrors.conflict(seen.id());
        }
        return Optional.ofNullable(e.item().get(UsecaseItems.VERSION));
    }

    /** Another program stored the time in a form of its own: for once the condition is on that form. */
    private static void updateForeign(
            UsecaseId id, Optional<AttributeValue> stored, Consumer<Optional<AttributeValue>> write) {
        try {
            write.accept(stored);
        } catch (ConditionalCheckFailedException e) {
            throw e.hasItem() && !e.item().isEmpty() ? UsecaseErrors.conflict(id) : UsecaseErrors.notFound(id);
        }
    }

    @Override
    public void delete(UsecaseId id) {
        UsecaseDeletion deletion = new UsecaseDeletion(item(id).orElseThrow(() -> UsecaseErrors.notFound(id)));
        try {
            calls.call("dynamodb:DeleteItem", () -> client.deleteItem(deletion.request(table, id)));
        } catch (ConditionalCheckFailedException e) {
            if (!deletion.isDone(e.item())) {
                throw UsecaseErrors.conflict(id);
            }
        }
    }

    /** The names and numbers of a record are checked before: what is left to break is the size, and an index's key. */
    private void write(String action, UsecaseId id, Runnable request) {
        calls.call(action, () -> {
            try {
                request.run();
                return id;
            } catch (SdkException e) {
                if (DynamoDbErrors.name(e).equals("ValidationException")) {
                    throw new DataException(
                            ErrorCode.INVALID_INPUT,
                            "DynamoDB refused to write the use case '" + id + "': a record may have 400 KB in all,"
                                    + " one change may set about 200 attributes, and an attribute that the table has an"
                                    + " index on must be of the index's type and not empty. Send less, or correct it.",
                            e);
                }
                throw e;
            }
        });
    }
}

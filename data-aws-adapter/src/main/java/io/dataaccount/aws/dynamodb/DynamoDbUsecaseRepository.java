package io.dataaccount.aws.dynamodb;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.page.Page;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.policy.ConflictRetries;
import io.dataaccount.core.port.OtherUsecases;
import io.dataaccount.core.port.UsecaseErrors;
import io.dataaccount.core.port.UsecaseRepository;
import io.dataaccount.core.port.UsecaseTokens;
import io.dataaccount.core.record.RecordChange;
import io.dataaccount.core.record.UsecaseRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Use cases in a DynamoDB table with the key {@code usecase_id}, which is shared with the portal. Attributes of types
 * that a use case does not include (binary values, sets, nested collections, null) stay unchanged in the item until an
 * update sets an attribute of that name. Reads by id are strongly consistent, and pages of a list are eventually
 * consistent. The rules between use cases find others through the indexes of {@link UsecaseIndex}; if the table lacks
 * one, they read the whole table. Safe for use by many threads.
 *
 * <p>A number that DynamoDB cannot store is INVALID_INPUT. If the table does not exist or the server may not access it,
 * the error is UNAVAILABLE.
 */
public final class DynamoDbUsecaseRepository implements UsecaseRepository {

    private final DynamoDbClient client;
    private final String table;
    private final DynamoDbCalls calls;
    private final DynamoDbPages pages;
    private final BatchReads reads;
    private final UsecaseIndexes indexes;
    private final GuardedWrites guard;

    /**
     * @param client a client for the region of the tables; the caller closes it
     * @param table the table of use cases
     * @param roles the table of roles, which contains the item of the {@link UsecaseRevision}
     */
    public DynamoDbUsecaseRepository(DynamoDbClient client, String table, String roles) {
        this(client, table, roles, ConflictRetries.pausing(), Clock.systemUTC());
    }

    /** @param clock for the age of guarded writes, and of the last attempt to use an index */
    DynamoDbUsecaseRepository(
            DynamoDbClient client, String table, String roles, ConflictRetries overtaken, Clock clock) {
        this.client = requireNonNull(client, "client is null");
        this.table = requireNonNull(table, "table is null");
        this.calls = new DynamoDbCalls(table);
        this.pages = new DynamoDbPages(client, calls);
        this.reads = new BatchReads(client, table);
        this.indexes = new UsecaseIndexes(table, pages, clock);
        this.guard = new GuardedWrites(client, calls, requireNonNull(roles, "roles is null"), overtaken, clock);
    }

    /**
     * Logs once which indexes the table lacks, and how to add them. Sends a query to each index. Throws nothing that is
     * about DynamoDB.
     */
    public void checkIndexes() {
        indexes.notice();
    }

    /** Pages are in the order of a scan, which depends on the ids only. */
    @Override
    public Page<Usecase> list(PageRequest page) {
        ScanRequest.Builder scan = ScanRequest.builder().tableName(table);
        page.after().map(UsecaseTokens::lastId).ifPresent(id -> scan.exclusiveStartKey(UsecaseItems.key(id)));
        int size = page.size().value();
        // one item more than the page has, because DynamoDB does not say whether a page that is full is the last one
        List<Map<String, AttributeValue>> items = pages.scan(scan.build(), size + 1);
        return items.size() <= size
                ? new Page<>(readable(items), null)
                : new Page<>(
                        readable(items.subList(0, size)), UsecaseTokens.after(UsecaseItems.id(items.get(size - 1))));
    }

    @Override
    public List<Usecase> find(Set<UsecaseId> ids) {
        return readable(reads.items(ids.stream().map(UsecaseItems::key).toList()));
    }

    private static List<Usecase> readable(List<Map<String, AttributeValue>> items) {
        return items.stream()
                .flatMap(item -> UsecaseItems.readable(item).stream())
                .toList();
    }

    private OtherUsecases others(UsecaseId written, UsecaseRevision.Seen revision) {
        ScanRequest scan =
                ScanRequest.builder().tableName(table).consistentRead(true).build();
        return new OtherUsecaseItems(written, revision, indexes, reads, () -> pages.scan(scan));
    }

    @Override
    public Optional<Usecase> find(UsecaseId id) {
        return item(id).map(UsecaseItems::usecase);
    }

    private Optional<Map<String, AttributeValue>> item(UsecaseId id) {
        GetItemResponse response = calls.call(
                "dynamodb:GetItem",
                () -> client.getItem(
                        get -> get.tableName(table).key(UsecaseItems.key(id)).consistentRead(true)));
        return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
    }

    @Override
    public void create(Usecase usecase, Consumer<OtherUsecases> rules) {
        TransactWriteItem put = TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName(table)
                        .item(AttributeValues.item(UsecaseRecord.of(usecase)))
                        .conditionExpression("attribute_not_exists(#id)")
                        .expressionAttributeNames(Map.of("#id", UsecaseItems.KEY))
                        .build())
                .build();
        guard.run(usecase.id(), revision -> others(usecase.id(), revision), rules, transaction -> {
            try {
                write(DynamoDbCalls.TRANSACTION, usecase.id(), () -> transaction.write(put));
            } catch (ConditionalCheckFailedException e) {
                throw UsecaseErrors.exists(usecase.id());
            }
        });
    }

    @Override
    public void update(Usecase seen, Usecase wanted, Consumer<OtherUsecases> rules) {
        UsecaseUpdate update = new UsecaseUpdate(RecordChange.between(seen, wanted));
        guard.run(
                seen.id(),
                revision -> others(seen.id(), revision),
                rules,
                transaction -> update(
                        seen,
                        version -> write(
                                DynamoDbCalls.TRANSACTION,
                                seen.id(),
                                () -> transaction.write(update.item(table, seen.id(), version)))));
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

    /** @param write updates the item if it has the given version; empty if it must have none */
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

    /** The version as we store it. Empty for the epoch, which is how a missing time is read. */
    private static Optional<AttributeValue> version(Instant updatedAt) {
        return updatedAt.equals(Instant.EPOCH)
                ? Optional.empty()
                : Optional.of(AttributeValue.fromN(String.valueOf(updatedAt.toEpochMilli())));
    }

    /**
     * The version as it is stored in the item.
     *
     * @throws DataException if the item does not exist, or if its version is not the time that was seen
     */
    private static Optional<AttributeValue> stored(ConditionalCheckFailedException e, Usecase seen) {
        if (!e.hasItem() || e.item().isEmpty()) {
            throw UsecaseErrors.notFound(seen.id());
        }
        if (!UsecaseRecord.updatedAt(AttributeValues.record(e.item())).equals(seen.updatedAt())) {
            throw UsecaseErrors.conflict(seen.id());
        }
        return Optional.ofNullable(e.item().get(UsecaseItems.VERSION));
    }

    /**
     * Repeats the write for an item whose time another program stored in another format; the condition has that format.
     */
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

    /** Names and numbers were checked before, so a ValidationException is about the size or the key of an index. */
    private void write(String action, UsecaseId id, Runnable request) {
        calls.call(action, () -> {
            try {
                request.run();
                return id;
            } catch (SdkException e) {
                if (DynamoDbErrors.name(e).equals("ValidationException")) {
                    throw new DataException(
                            ErrorCode.INVALID_INPUT,
                            "DynamoDB refused to write the use case '" + id + "': a record has at most 400 KB,"
                                    + " one change sets at most about 200 attributes, and an attribute with an index"
                                    + " must have the type of the index and not be empty. Send less data, or correct"
                                    + " the attribute.",
                            e);
                }
                throw e;
            }
        });
    }
}

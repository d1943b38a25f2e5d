package io.dataaccount.aws.dynamodb;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.audit.AuditEntry;
import io.dataaccount.core.model.audit.AuditPage;
import io.dataaccount.core.model.audit.AuditPosition;
import io.dataaccount.core.model.audit.AuditQuery;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.port.AuditReader;
import io.dataaccount.core.record.AuditRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Reads the audit table from its indexes {@code usecase-actions-index} and {@code user-actions-index}, which have all
 * attributes and are eventually consistent. An item without the attribute of an index is not in that index. An index has
 * no key for the other conditions, so DynamoDB reads items and then filters them: one page reads at most
 * {@link #MAX_READ} items, and at most 4 MB, and may end before it is full. Safe for use by many threads.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html">Pages of a
 *     query</a>
 */
final class DynamoDbAuditReader implements AuditReader {
    private static final int MAX_REQUESTS = 4;
    private static final int MAX_READ_BY_REQUEST = 500;

    /** The maximum number of items that are read for one page. */
    static final int MAX_READ = MAX_REQUESTS * MAX_READ_BY_REQUEST;

    private static final String ACTION = "dynamodb:Query";
    private static final String ID = "event_id";
    private static final String TIME = "timestamp";

    private final DynamoDbClient client;
    private final String table;

    DynamoDbAuditReader(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public AuditPage read(AuditQuery query, @Nullable AuditPosition after, PageSize size) {
        Index index = Index.of(query);
        DynamoDbCalls calls = new DynamoDbCalls(table + "/index/" + index.name());
        QueryRequest request = request(query, index);
        List<AuditEntry> entries = new ArrayList<>();
        @Nullable Map<String, AttributeValue> from = after == null ? null : index.key(after);
        for (int sent = 0; sent < MAX_REQUESTS && entries.size() < size.value(); sent++) {
            int limit = request.filterExpression() == null ? size.value() - entries.size() : MAX_READ_BY_REQUEST;
            @Nullable Map<String, AttributeValue> start = from;
            QueryResponse page = calls.call(
                    ACTION,
                    () -> client.query(request.toBuilder()
                            .exclusiveStartKey(start)
                            .limit(limit)
                            .build()));
            if (page.count() == null || page.count() != page.items().size()) {
                throw calls.incomplete(ACTION, "a count that matches its items");
            }
            for (Map<String, AttributeValue> item : page.items()) {
                if (entries.size() == size.value()) {
                    return new AuditPage(
                            entries, entries.get(entries.size() - 1).position());
                }
                AuditRecord.read(AttributeValues.record(item)).ifPresent(entries::add);
            }
            if (!page.hasLastEvaluatedKey() || page.lastEvaluatedKey().isEmpty()) {
                return new AuditPage(entries, null);
            }
            from = page.lastEvaluatedKey();
        }
        return new AuditPage(entries, position(requireNonNull(from, "no request was sent"), calls));
    }

    private QueryRequest request(AuditQuery query, Index index) {
        Map<String, String> names = new HashMap<>(Map.of("#key", index.attribute(), "#time", TIME));
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":key", AttributeValue.fromS(index.value()));
        values.put(":from", millis(query.period().from()));
        values.put(":last", millis(query.period().to().minusMillis(1))); // BETWEEN includes both ends
        List<String> filters = new ArrayList<>();
        if (query.scope() != null && query.actor() != null) {
            filters.add("#user=:user");
            names.put("#user", Index.USER);
            values.put(":user", AttributeValue.fromS(query.actor().value()));
        }
        if (query.action() != null) {
            filters.add("#action=:action");
            names.put("#action", "action");
            values.put(":action", AttributeValue.fromS(query.action()));
        }
        return QueryRequest.builder()
                .tableName(table)
                .indexName(index.name())
                .keyConditionExpression("#key=:key AND #time BETWEEN :from AND :last")
                .filterExpression(filters.isEmpty() ? null : String.join(" AND ", filters))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .scanIndexForward(false)
                .build();
    }

    /** @throws DataException UNAVAILABLE if the key is not one of DynamoDB */
    private static AuditPosition position(Map<String, AttributeValue> key, DynamoDbCalls calls) {
        AttributeValue id = key.get(ID);
        AttributeValue time = key.get(TIME);
        if (id == null || id.s() == null || time == null || time.n() == null) {
            throw calls.incomplete(ACTION, "the key of its last item");
        }
        return AuditRecord.read(Map.of(ID, id.s(), TIME, time.n()))
                .map(AuditEntry::position)
                .orElseThrow(() -> calls.incomplete(ACTION, "the time of its last item"));
    }

    private static AttributeValue millis(Instant moment) {
        return AttributeValue.fromN(String.valueOf(moment.toEpochMilli()));
    }

    /**
     * The index for a query, with the partition of the query.
     *
     * @param attribute the attribute that is the partition key
     * @param value the partition
     */
    private record Index(String name, String attribute, String value) {
        static final String USER = "user_id";

        static Index of(AuditQuery query) {
            return query.scope() != null
                    ? new Index(
                            "usecase-actions-index", "usecase_id", query.scope().value())
                    : new Index(
                            "user-actions-index",
                            USER,
                            requireNonNull(query.actor(), "a query has a scope or an actor")
                                    .value());
        }

        /** The key of an item in the index: the keys of the index and of the table. */
        Map<String, AttributeValue> key(AuditPosition position) {
            return Map.of(
                    attribute,
                    AttributeValue.fromS(value),
                    ID,
                    AttributeValue.fromS(position.eventId()),
                    TIME,
                    millis(position.at()));
        }
    }
}

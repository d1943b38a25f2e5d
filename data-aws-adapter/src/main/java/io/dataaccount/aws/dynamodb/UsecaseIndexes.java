package io.dataaccount.aws.dynamodb;

import static java.util.stream.Collectors.joining;

import io.dataaccount.core.error.DataException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Finds use cases by account and by external id. The table of an existing portal may lack an index, or have one of that
 * name with another key, and a new index cannot be read before it is complete; then nothing is found out, and the index
 * is tried again after some minutes. A result is eventually consistent. Safe for use by many threads.
 */
final class UsecaseIndexes {
    private static final Logger LOG = LoggerFactory.getLogger(UsecaseIndexes.class);

    /** How long an index that could not be queried is not tried again. */
    static final Duration UNTRIED = Duration.ofMinutes(5);

    /** The table has no such index, it is not complete yet, or the server may not query it. */
    private static final Set<String> UNUSABLE = Set.of("ValidationException", "AccessDeniedException");

    /** A value that no use case has. */
    private static final String NO_VALUE = "-";

    private final String table;
    private final DynamoDbPages pages;
    private final Clock clock;
    private final Map<UsecaseIndex, Instant> failures = new ConcurrentHashMap<>();
    private final Set<UsecaseIndex> verified = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean noticed = new AtomicBoolean();

    UsecaseIndexes(String table, DynamoDbPages pages, Clock clock) {
        this.table = table;
        this.pages = pages;
        this.clock = clock;
    }

    /**
     * The ids of the use cases that have the value in one of the indexes.
     *
     * @param max the maximum number of ids of one index
     * @return empty if an index cannot be used or has more ids
     */
    Optional<Set<String>> find(List<UsecaseIndex> indexes, String value, int max) {
        if (indexes.stream().anyMatch(this::failedLately)) {
            return Optional.empty();
        }
        Set<String> ids = new LinkedHashSet<>();
        for (UsecaseIndex index : indexes) {
            try {
                verify(index);
                Optional<List<Map<String, AttributeValue>>> items = pages.query(query(index, value), max);
                if (items.isEmpty()) {
                    return Optional.empty();
                }
                items.get().forEach(item -> ids.add(UsecaseItems.id(item)));
            } catch (DataException e) {
                if (!isUnusable(e)) {
                    throw e;
                }
                failures.put(index, clock.instant());
                notice();
                return Optional.empty();
            }
        }
        return Optional.of(ids);
    }

    private boolean failedLately(UsecaseIndex index) {
        Instant failure = failures.get(index);
        return failure != null && clock.instant().isBefore(failure.plus(UNTRIED));
    }

    private QueryRequest query(UsecaseIndex index, String value) {
        return QueryRequest.builder()
                .tableName(table)
                .indexName(index.id())
                .keyConditionExpression("#value=:value")
                .expressionAttributeNames(Map.of("#value", index.attribute()))
                .expressionAttributeValues(Map.of(":value", AttributeValue.fromS(value)))
                .build();
    }

    /**
     * Sends a query from a start key, once for each index. DynamoDB compares the start key with the key of the index. An
     * index that also has a sort key does not contain the items without that attribute, so a rule would not see them.
     *
     * @throws DataException as for an index that does not exist, if its key is not the one attribute
     */
    private void verify(UsecaseIndex index) {
        if (!verified.contains(index)) {
            Map<String, AttributeValue> start = new HashMap<>(UsecaseItems.key(NO_VALUE));
            start.put(index.attribute(), AttributeValue.fromS(NO_VALUE));
            pages.query(
                    query(index, NO_VALUE).toBuilder().exclusiveStartKey(start).build(), 1);
            verified.add(index);
        }
    }

    /** Logs, once for this object, which indexes cannot be used and how to add them. Logs nothing if all can be used. */
    void notice() {
        if (noticed.get()) {
            return;
        }
        List<UsecaseIndex> missing = new ArrayList<>();
        for (UsecaseIndex index : UsecaseIndex.values()) {
            try {
                verify(index);
            } catch (DataException e) {
                if (!isUnusable(e)) {
                    LOG.debug("The index {} of table '{}' could not be checked.", index.id(), table, e);
                    return;
                }
                missing.add(index);
            }
        }
        if (!missing.isEmpty() && noticed.compareAndSet(false, true)) {
            LOG.warn(
                    "The server cannot query {} of table '{}'. Every change of a data account therefore reads the whole"
                            + " table. Add the indexes one after the other, each when the one before is ACTIVE, and allow"
                            + " dynamodb:Query on them; no restart is needed. docs/configuration.md says what to check"
                            + " before. The command for the first one: {}",
                    missing.stream().map(UsecaseIndex::id).collect(joining(", ", "the index ", "")),
                    table,
                    missing.get(0).command(table));
        }
    }

    private static boolean isUnusable(DataException e) {
        return e.getCause() instanceof SdkException cause && UNUSABLE.contains(DynamoDbErrors.name(cause));
    }
}

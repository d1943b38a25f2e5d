package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.error.DataException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Reads all pages of a scan or a query. A response without a count does not come from DynamoDB, and must not be read as
 * an empty table. Pages that repeat or never end must not block a thread forever. Safe for use by many threads.
 */
final class DynamoDbPages {
    /** Time limit for all pages together. It is enough for several hundred megabytes. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    private static final int ALL = Integer.MAX_VALUE;
    private static final String COUNT = "a count that matches its items";

    private final DynamoDbClient client;
    private final DynamoDbCalls calls;
    private final LongSupplier nanoTime;

    DynamoDbPages(DynamoDbClient client, DynamoDbCalls calls) {
        this(client, calls, System::nanoTime);
    }

    /** @param nanoTime a clock like {@link System#nanoTime} */
    DynamoDbPages(DynamoDbClient client, DynamoDbCalls calls, LongSupplier nanoTime) {
        this.client = client;
        this.calls = calls;
        this.nanoTime = nanoTime;
    }

    /**
     * The first items of a scan.
     *
     * @param max the maximum number of items
     * @throws DataException as {@link #scan(ScanRequest)}
     */
    List<Map<String, AttributeValue>> scan(ScanRequest request, int max) {
        return upTo(max, "dynamodb:Scan", request.exclusiveStartKey(), (from, left) -> {
            ScanResponse page = client.scan(
                    request.toBuilder().exclusiveStartKey(from).limit(left).build());
            return new Page(
                    page.items(), page.count(), page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of());
        });
    }

    /**
     * The items of a query; empty if it may have more than the maximum.
     *
     * @param max the maximum number of items, less than a page has
     * @throws DataException as {@link #scan(ScanRequest)}
     */
    Optional<List<Map<String, AttributeValue>>> query(QueryRequest request, int max) {
        QueryResponse page = calls.call(
                "dynamodb:Query",
                () -> client.query(request.toBuilder().limit(max).build()));
        if (page.count() == null || page.count() != page.items().size()) {
            throw calls.incomplete("dynamodb:Query", COUNT);
        }
        return page.hasLastEvaluatedKey() ? Optional.empty() : Optional.of(page.items());
    }

    /** @throws DataException UNAVAILABLE also if a page is incomplete, if pages repeat, or after the time limit */
    List<Map<String, AttributeValue>> scan(ScanRequest request) {
        return upTo(ALL, "dynamodb:Scan", null, (from, left) -> {
            ScanResponse page =
                    client.scan(request.toBuilder().exclusiveStartKey(from).build());
            return new Page(
                    page.items(), page.count(), page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of());
        });
    }

    /** @throws DataException as {@link #scan} */
    List<Map<String, AttributeValue>> query(QueryRequest request) {
        return upTo(ALL, "dynamodb:Query", null, (from, left) -> {
            QueryResponse page =
                    client.query(request.toBuilder().exclusiveStartKey(from).build());
            return new Page(
                    page.items(), page.count(), page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of());
        });
    }

    /** Reads a page after a key, or the first page if it is null, with at most so many items. */
    private interface Read {
        Page page(@Nullable Map<String, AttributeValue> from, int max);
    }

    private List<Map<String, AttributeValue>> upTo(
            int max, String action, @Nullable Map<String, AttributeValue> start, Read read) {
        long began = nanoTime.getAsLong();
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        Set<Map<String, AttributeValue>> ends = new HashSet<>();
        @Nullable Map<String, AttributeValue> from = start;
        while (true) {
            @Nullable Map<String, AttributeValue> next = from;
            Page page = calls.call(action, () -> read.page(next, max - items.size()));
            if (page.count == null || page.count != page.items.size()) {
                throw calls.incomplete(action, COUNT);
            }
            items.addAll(page.items);
            if (page.end.isEmpty() || items.size() >= max) {
                return items;
            }
            if (!ends.add(page.end)) {
                throw calls.incomplete(action, "a last page");
            }
            if (nanoTime.getAsLong() - began >= LIMIT.toNanos()) {
                throw calls.incomplete(action, "a last page within " + LIMIT.toSeconds() + " s");
            }
            from = page.end;
        }
    }

    /**
     * @param count the number of items that the response states; null if it states none
     * @param end the key after which the next page begins; empty on the last page
     */
    private record Page(
            List<Map<String, AttributeValue>> items,
            @Nullable Integer count,
            Map<String, AttributeValue> end) {}
}

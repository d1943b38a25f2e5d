package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Reads items of one table by key, with strong consistency. DynamoDB may leave keys of a request unprocessed; they are
 * requested again after a pause, because the SDK does not do that. Safe for use by many threads.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html">BatchGetItem</a>
 */
final class BatchReads {
    /** The maximum number of keys in one request. */
    static final int MAX_KEYS = 100;

    /** Attempts in a row that leave as many keys as before. */
    static final int MAX_FRUITLESS = 6;

    private static final String ACTION = "dynamodb:BatchGetItem";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    private final DynamoDbClient client;
    private final String table;
    private final DynamoDbCalls calls;
    private final Consumer<Duration> pause;

    BatchReads(DynamoDbClient client, String table) {
        this(client, table, pause -> LockSupport.parkNanos(pause.toNanos()));
    }

    /** @param pause waits between two attempts */
    BatchReads(DynamoDbClient client, String table, Consumer<Duration> pause) {
        this.client = client;
        this.table = table;
        this.calls = new DynamoDbCalls(table);
        this.pause = pause;
    }

    /**
     * The items that exist, in no particular order.
     *
     * @param keys different keys
     * @throws DataException THROTTLED if DynamoDB leaves the same keys unprocessed in several attempts in a row
     */
    List<Map<String, AttributeValue>> items(Collection<Map<String, AttributeValue>> keys) {
        List<Map<String, AttributeValue>> all = List.copyOf(keys);
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MAX_KEYS) {
            read(all.subList(from, Math.min(all.size(), from + MAX_KEYS)), items);
        }
        return items;
    }

    private void read(List<Map<String, AttributeValue>> keys, List<Map<String, AttributeValue>> items) {
        List<Map<String, AttributeValue>> left = keys;
        int fruitless = 0;
        while (true) {
            BatchGetItemResponse response = send(left);
            items.addAll(response.responses().getOrDefault(table, List.of()));
            @Nullable KeysAndAttributes unprocessed = response.unprocessedKeys().get(table);
            if (unprocessed == null || unprocessed.keys().isEmpty()) {
                return;
            }
            fruitless = unprocessed.keys().size() < left.size() ? 0 : fruitless + 1;
            if (fruitless == MAX_FRUITLESS) {
                throw new DataException(
                        ErrorCode.THROTTLED,
                        "DynamoDB throttled " + ACTION + " on table '" + table
                                + "': wait a few seconds and try again.");
            }
            left = unprocessed.keys();
            pause.accept(random(FIRST_PAUSE.multipliedBy(1L << fruitless)));
        }
    }

    private BatchGetItemResponse send(List<Map<String, AttributeValue>> keys) {
        KeysAndAttributes wanted =
                KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
        BatchGetItemResponse response =
                calls.call(ACTION, () -> client.batchGetItem(batch -> batch.requestItems(Map.of(table, wanted))));
        if (!response.hasResponses()) {
            throw calls.incomplete(ACTION, "the items");
        }
        return response;
    }

    /** A random pause between half of the longest pause and all of it. */
    private static Duration random(Duration longest) {
        long half = longest.toNanos() / 2;
        return Duration.ofNanos(half + ThreadLocalRandom.current().nextLong(half));
    }
}

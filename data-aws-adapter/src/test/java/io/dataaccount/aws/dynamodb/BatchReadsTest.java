package io.dataaccount.aws.dynamodb;

import static io.dataaccount.aws.dynamodb.PortalTable.assertRefused;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.error.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** A DynamoDB that leaves keys of a batch unprocessed, as it does under load. */
class BatchReadsTest {
    @RegisterExtension
    static final LocalDynamoDb DYNAMODB = new LocalDynamoDb();

    private final Partly partly = new Partly();
    private final DynamoDbClient client = DYNAMODB.client(partly);
    private final List<Duration> pauses = new ArrayList<>();
    private final BatchReads reads = new BatchReads(client, LocalDynamoDb.TABLE, pauses::add);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void unprocessedKeys_areReadAgainAfterAPause() {
        List<Map<String, AttributeValue>> keys = put(25);
        partly.processed = 10;
        assertThat(reads.items(keys)).hasSize(25).doesNotHaveDuplicates();
        assertThat(partly.requests).containsExactly(25, 15, 5);
        assertThat(pauses).hasSize(2);
    }

    @Test
    void moreThanAHundredKeys_areSeveralRequests() {
        List<Map<String, AttributeValue>> keys = put(201);
        assertThat(reads.items(keys)).hasSize(201).doesNotHaveDuplicates();
        assertThat(partly.requests).containsExactly(100, 100, 1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void keysThatAreNeverProcessed_areThrottledAfterGrowingPauses() {
        List<Map<String, AttributeValue>> keys = put(3);
        partly.processed = 0;
        assertThat(assertRefused(ErrorCode.THROTTLED, () -> reads.items(keys)).detail())
                .contains("dynamodb:BatchGetItem", LocalDynamoDb.TABLE, "try again");
        assertThat(partly.requests).hasSize(BatchReads.MAX_FRUITLESS);
        assertThat(pauses).hasSize(BatchReads.MAX_FRUITLESS - 1).isSorted();
    }

    /** DynamoDB does not do that, but the read must end with any server. */
    @Test
    void keysThatStayUnprocessedBesideItems_areThrottled() {
        List<Map<String, AttributeValue>> keys = put(3);
        partly.processed = 2;
        partly.leavesAll = true;
        assertRefused(ErrorCode.THROTTLED, () -> reads.items(keys));
        assertThat(partly.requests).hasSize(BatchReads.MAX_FRUITLESS);
    }

    private static List<Map<String, AttributeValue>> put(int count) {
        List<Map<String, AttributeValue>> keys = IntStream.range(0, count)
                .mapToObj(i -> UsecaseItems.key(UUID.randomUUID().toString()))
                .toList();
        keys.forEach(key -> DYNAMODB.client()
                .putItem(put -> put.tableName(LocalDynamoDb.TABLE).item(key)));
        return keys;
    }

    /** Sends only the first keys of a batch, and reports the others as unprocessed. For use by one thread. */
    private static final class Partly implements ExecutionInterceptor {
        private final List<Integer> requests = new ArrayList<>();
        private int processed = Integer.MAX_VALUE;
        private boolean leavesAll;

        @Override
        public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            assertThat(requests).as("a read without an end").hasSizeLessThan(100);
            if (context.request() instanceof BatchGetItemRequest batch) {
                requests.add(requireNonNull(batch.requestItems().get(LocalDynamoDb.TABLE))
                        .keys()
                        .size());
            }
            return context.request();
        }

        @Override
        public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
            if (!(context.response() instanceof BatchGetItemResponse response)) {
                return context.response();
            }
            List<Map<String, AttributeValue>> items =
                    requireNonNull(response.responses().get(LocalDynamoDb.TABLE));
            if (items.size() <= processed) {
                return response;
            }
            return response.toBuilder()
                    .responses(Map.of(LocalDynamoDb.TABLE, items.subList(0, processed)))
                    .unprocessedKeys(Map.of(
                            LocalDynamoDb.TABLE,
                            KeysAndAttributes.builder()
                                    .keys(items.subList(leavesAll ? 0 : processed, items.size()))
                                    .build()))
                    .build();
        }
    }
}

package io.dataaccount.aws.dynamodb;

import static java.util.Objects.requireNonNull;

import io.dataaccount.aws.sdk.Deadline;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.record.AuditRecord;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * An audit log in a DynamoDB table with the key ({@code event_id}, {@code timestamp}), shared with the portal. An event of
 * the same id and time takes the place of the one before; only {@code started} takes the place of none. DynamoDB deletes an
 * event after its {@code ttl}, in seconds since 1970, where the table says that this attribute is one.
 *
 * <p>A table that is missing or closed to the server is INTERNAL.
 */
public final class DynamoDbAuditLog implements AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbAuditLog.class);

    private final DynamoDbClient client;
    private final String table;
    private final Duration kept;
    private final DynamoDbCalls calls;

    /**
     * @param client for the region of the table; stays the caller's to close
     * @param kept how long each event is to stay
     */
    public DynamoDbAuditLog(DynamoDbClient client, String table, Duration kept) {
        this.client = requireNonNull(client, "client is null");
        this.table = requireNonNull(table, "table is null");
        this.kept = requireNonNull(kept, "kept is null");
        this.calls = new DynamoDbCalls(table);
    }

    /** Also in the {@link Deadline}'s reserve: a call whose time is used up may have done what the log must have. */
    @Override
    public void write(AuditEvent event) {
        Map<String, AttributeValue> item = AttributeValues.item(AuditRecord.of(event));
        item.put(
                "ttl", AttributeValue.fromN(String.valueOf(event.at().plus(kept).getEpochSecond())));
        PutItemRequest.Builder put = PutItemRequest.builder().tableName(table).item(item);
        if (event.result() == AuditEvent.Result.STARTED) {
            // a request that was given up and sent again may arrive after the end of the call was written
            put.conditionExpression("attribute_not_exists(#id)").expressionAttributeNames(Map.of("#id", "event_id"));
        }
        try {
            Deadline.withReserve(() -> calls.call("dynamodb:PutItem", () -> client.putItem(put.build())));
        } catch (ConditionalCheckFailedException e) {
            LOG.debug("The event is there already: an earlier request of this write was carried out");
        }
    }
}

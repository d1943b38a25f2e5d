package io.dataaccount.aws.dynamodb;

import static java.util.Objects.requireNonNull;

import io.dataaccount.aws.sdk.Deadline;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.port.AuditReader;
import io.dataaccount.core.record.AuditRecord;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * An audit log in a DynamoDB table with the key ({@code event_id}, {@code timestamp}), which is shared with the portal.
 * An event replaces an existing one with the same id and time, but an event with the result {@code started} replaces
 * none. DynamoDB deletes an event after its {@code ttl}, in seconds since 1970, if that attribute is the table's TTL
 * attribute. Safe for use by many threads.
 *
 * <p>If the table does not exist or the server may not write to it, the error is UNAVAILABLE.
 */
public final class DynamoDbAuditLog implements AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbAuditLog.class);

    private final DynamoDbClient client;
    private final String table;
    private final Duration kept;
    private final DynamoDbCalls calls;
    private final AuditReader reader;

    /**
     * @param client a client for the region of the table; the caller closes it
     * @param table the name of the table
     * @param kept the time from an event to its {@code ttl}
     */
    public DynamoDbAuditLog(DynamoDbClient client, String table, Duration kept) {
        this.client = requireNonNull(client, "client is null");
        this.table = requireNonNull(table, "table is null");
        this.kept = requireNonNull(kept, "kept is null");
        this.calls = new DynamoDbCalls(table);
        this.reader = new DynamoDbAuditReader(client, table);
    }

    /**
     * Reads the table from its indexes {@code usecase-actions-index} and {@code user-actions-index}, which are eventually
     * consistent: an event may be missing for a moment after it was written. If an index does not exist or the server may
     * not read it, the error is UNAVAILABLE.
     */
    @Override
    public Optional<AuditReader> reader() {
        return Optional.of(reader);
    }

    /**
     * Writes the event, also within the {@link Deadline}'s reserve: a request may have changed something before its
     * time was used up, and the log must have that.
     */
    @Override
    public void write(AuditEvent event) {
        Map<String, AttributeValue> item = AttributeValues.item(AuditRecord.of(event));
        item.put(
                "ttl", AttributeValue.fromN(String.valueOf(event.at().plus(kept).getEpochSecond())));
        PutItemRequest.Builder put = PutItemRequest.builder().tableName(table).item(item);
        if (event.result() == AuditEvent.Result.STARTED) {
            // a request that timed out and was sent again may arrive after the final event was written
            put.conditionExpression("attribute_not_exists(#id)").expressionAttributeNames(Map.of("#id", "event_id"));
        }
        try {
            Deadline.withReserve(() -> calls.call("dynamodb:PutItem", () -> client.putItem(put.build())));
        } catch (ConditionalCheckFailedException e) {
            LOG.debug("The audit event already exists, so this write of its start changes nothing.");
        }
    }
}

package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * A number that every guarded write of a use case raises in its transaction, so that of two such writes that read the same
 * use cases one fails. It is an item of the table of roles, since the portal shows every item of the table of use cases. No
 * use case and no scope of a role can have its key, which begins with a dot.
 */
final class UsecaseRevision {
    private static final String NAME = "revision";
    private static final AttributeValue ID = AttributeValue.fromS(".usecases");
    private static final Map<String, AttributeValue> KEY = Map.of(RoleItems.USER, ID, RoleItems.USECASE, ID);

    private final DynamoDbClient client;
    private final String roles;
    private final DynamoDbCalls calls;

    /** @param roles the table of roles */
    UsecaseRevision(DynamoDbClient client, String roles) {
        this.client = client;
        this.roles = roles;
        this.calls = new DynamoDbCalls(roles);
    }

    /** As last written; null before the first guarded write. */
    @Nullable
    AttributeValue read() {
        return calls.call(
                        "dynamodb:GetItem",
                        () -> client.getItem(
                                get -> get.tableName(roles).key(KEY).consistentRead(true)))
                .item()
                .get(NAME);
    }

    /** Raises the number, on condition that it is the one that was read. */
    TransactWriteItem raise(@Nullable AttributeValue read) {
        Update.Builder update = Update.builder()
                .tableName(roles)
                .key(KEY)
                .updateExpression("SET #revision=:next")
                .expressionAttributeNames(Map.of("#revision", NAME));
        if (read == null) {
            update.conditionExpression("attribute_not_exists(#revision)")
                    .expressionAttributeValues(Map.of(":next", AttributeValue.fromN("1")));
        } else {
            update.conditionExpression("#revision=:read")
                    .expressionAttributeValues(
                            Map.of(":read", read, ":next", AttributeValue.fromN(String.valueOf(number(read) + 1))));
        }
        return TransactWriteItem.builder().update(update.build()).build();
    }

    private long number(AttributeValue read) {
        if (read.n() == null) {
            throw new DataException(
                    ErrorCode.INTERNAL,
                    "The item '.usecases' of table '" + roles + "' has no number as its " + NAME
                            + ": remove the item.");
        }
        return Long.parseLong(read.n());
    }
}

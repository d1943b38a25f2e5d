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
 * A number that every guarded write of a use case increments in its transaction. If two such writes read the same use
 * cases, one of them fails. The number is an item in the table of roles, because the portal shows every item in the
 * table of use cases. Its key begins with a dot, so it is not the key of a use case or of a role's scope.
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

    /** The present number, read with strong consistency; null before the first guarded write. */
    @Nullable
    AttributeValue read() {
        return calls.call(
                        "dynamodb:GetItem",
                        () -> client.getItem(
                                get -> get.tableName(roles).key(KEY).consistentRead(true)))
                .item()
                .get(NAME);
    }

    /** The write that increments the number if it still is the one that was read. */
    TransactWriteItem increment(@Nullable AttributeValue read) {
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
        if (read.n() == null || !read.n().matches("[0-9]{1,18}")) {
            throw new DataException(
                    ErrorCode.UNAVAILABLE,
                    "The attribute '" + NAME + "' of the item '.usecases' in table '" + roles
                            + "' is not a positive integer: remove the item.");
        }
        return Long.parseLong(read.n());
    }
}

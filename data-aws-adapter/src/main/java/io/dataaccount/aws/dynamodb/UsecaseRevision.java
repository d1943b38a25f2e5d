package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.usecase.UsecaseId;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * A number that every guarded write of a use case increments in its transaction. If two such writes read the same use
 * cases, one of them fails. The number is an item in the table of roles, because the portal shows every item in the
 * table of use cases. Its key begins with a dot, so it is not the key of a use case or of a role's scope. The item also
 * has the {@link RecentWrites}.
 */
final class UsecaseRevision {
    static final String NAME = "revision";
    private static final AttributeValue ID = AttributeValue.fromS(".usecases");
    static final Map<String, AttributeValue> KEY = Map.of(RoleItems.USER, ID, RoleItems.USECASE, ID);

    private final DynamoDbClient client;
    private final String roles;
    private final DynamoDbCalls calls;
    private final Clock clock;

    /** @param roles the table of roles */
    UsecaseRevision(DynamoDbClient client, String roles, Clock clock) {
        this.client = client;
        this.roles = roles;
        this.calls = new DynamoDbCalls(roles);
        this.clock = clock;
    }

    /** The item as it was read. */
    final class Seen {
        private final @Nullable AttributeValue number;
        private final RecentWrites writes;

        private Seen(Map<String, AttributeValue> item) {
            this.number = item.get(NAME);
            this.writes = RecentWrites.read(item, number, clock.instant());
        }

        RecentWrites writes() {
            return writes;
        }

        /** Whether an index together with the recent writes has every guarded write up to this revision. */
        boolean hasAllRecentWrites() {
            return writes.areComplete(clock.instant());
        }

        /** The write that increments the number if it still is the one that was read, and adds the id. */
        TransactWriteItem increment(UsecaseId written) {
            AttributeValue next = number == null
                    ? AttributeValue.fromN("1")
                    : AttributeValue.fromN(String.valueOf(parsed(number) + 1));
            Map<String, AttributeValue> set =
                    new LinkedHashMap<>(writes.with(written, clock.instant()).attributes(next));
            set.put(NAME, next);
            Map<String, String> names = new LinkedHashMap<>();
            Map<String, AttributeValue> values = new LinkedHashMap<>();
            StringBuilder expression = new StringBuilder("SET ");
            set.forEach((name, value) -> {
                expression.append(names.isEmpty() ? "" : ",").append("#" + name + "=:" + name);
                names.put("#" + name, name);
                values.put(":" + name, value);
            });
            if (number != null) {
                values.put(":read", number);
            }
            return TransactWriteItem.builder()
                    .update(Update.builder()
                            .tableName(roles)
                            .key(KEY)
                            .updateExpression(expression.toString())
                            .conditionExpression(number == null ? "attribute_not_exists(#revision)" : "#revision=:read")
                            .expressionAttributeNames(names)
                            .expressionAttributeValues(values)
                            .build())
                    .build();
        }
    }

    /** Reads the item with strong consistency. It does not exist before the first guarded write. */
    Seen read() {
        return new Seen(calls.call(
                        "dynamodb:GetItem",
                        () -> client.getItem(
                                get -> get.tableName(roles).key(KEY).consistentRead(true)))
                .item());
    }

    private long parsed(AttributeValue read) {
        if (read.n() == null || !read.n().matches("[0-9]{1,18}")) {
            throw new DataException(
                    ErrorCode.UNAVAILABLE,
                    "The attribute '" + NAME + "' of the item '.usecases' in table '" + roles
                            + "' is not a positive integer: remove the item.");
        }
        return Long.parseLong(read.n());
    }
}

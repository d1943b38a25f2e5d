package io.dataaccount.aws.dynamodb;

import static java.util.stream.Collectors.joining;

import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleAssignment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * One conditional write of a role. It is an update and not a put, because the item may have attributes of another
 * program; or it is a removal.
 *
 * @param assignment the role to write or remove
 * @param condition the condition on the stored role
 * @param update the update expression; null for a removal
 * @param values the values in the update expression
 */
record RoleWrite(
        RoleAssignment assignment,
        Condition condition,
        @Nullable String update,
        Map<String, AttributeValue> values) {
    /** A condition on the stored role. */
    record Condition(String expression, Map<String, AttributeValue> operands) {}

    private static final Map<String, String> ROLE = Map.of("#role", RoleItems.ROLE);

    /** The item has none of these roles, or does not exist. */
    static Condition noneOf(List<String> roles) {
        Map<String, AttributeValue> operands = operands(roles);
        return new Condition("NOT #role IN (" + names(operands) + ")", operands);
    }

    /** The stored role still has the meaning that was seen: PortalAdmin in one use case means UseCaseAdmin. */
    static Condition still(RoleAssignment seen) {
        Map<String, AttributeValue> operands = operands(Stream.of(Role.values())
                .filter(role -> new RoleAssignment(seen.user(), seen.scope(), role, null, null).role() == seen.role())
                .map(Role::id)
                .toList());
        return new Condition("#role IN (" + names(operands) + ")", operands);
    }

    private static Map<String, AttributeValue> operands(List<String> roles) {
        Map<String, AttributeValue> operands = new LinkedHashMap<>();
        roles.forEach(role -> operands.put(":" + role, AttributeValue.fromS(role)));
        return operands;
    }

    private static String names(Map<String, AttributeValue> operands) {
        return operands.keySet().stream().collect(joining(","));
    }

    static RoleWrite set(RoleAssignment wanted, Condition condition) {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        values.put(":role", AttributeValue.fromS(wanted.role().id()));
        StringBuilder set = new StringBuilder("SET #role=:role");
        StringBuilder remove = new StringBuilder();
        if (wanted.assignedBy() == null) {
            remove.append(" REMOVE #by");
        } else {
            set.append(",#by=:by");
            values.put(":by", AttributeValue.fromS(wanted.assignedBy().value()));
        }
        if (wanted.assignedAt() == null) {
            remove.append(remove.isEmpty() ? " REMOVE #at" : ",#at");
        } else {
            set.append(",#at=:at");
            values.put(
                    ":at",
                    AttributeValue.fromN(String.valueOf(wanted.assignedAt().toEpochMilli())));
        }
        return new RoleWrite(wanted, condition, set.append(remove).toString(), values);
    }

    static RoleWrite removal(RoleAssignment seen) {
        return new RoleWrite(seen, still(seen), null, Map.of());
    }

    TransactWriteItem in(String table) {
        Map<String, AttributeValue> key = RoleItems.key(assignment.user(), assignment.scope());
        if (update == null) {
            return TransactWriteItem.builder()
                    .delete(Delete.builder()
                            .tableName(table)
                            .key(key)
                            .conditionExpression(condition.expression())
                            .expressionAttributeNames(ROLE)
                            .expressionAttributeValues(condition.operands())
                            .build())
                    .build();
        }
        Map<String, AttributeValue> all = new LinkedHashMap<>(values);
        all.putAll(condition.operands());
        return TransactWriteItem.builder()
                .update(Update.builder()
                        .tableName(table)
                        .key(key)
                        .updateExpression(update)
                        .conditionExpression(condition.expression())
                        .expressionAttributeNames(Map.of(
                                "#role", RoleItems.ROLE, "#by", RoleItems.ASSIGNED_BY, "#at", RoleItems.ASSIGNED_AT))
                        .expressionAttributeValues(all)
                        .build())
                .build();
    }

    /** A check that the assignment is still as it was seen, for a transaction that writes another one. */
    static TransactWriteItem unchanged(RoleAssignment seen, String table) {
        Condition still = still(seen);
        return TransactWriteItem.builder()
                .conditionCheck(ConditionCheck.builder()
                        .tableName(table)
                        .key(RoleItems.key(seen.user(), seen.scope()))
                        .conditionExpression(still.expression())
                        .expressionAttributeNames(ROLE)
                        .expressionAttributeValues(still.operands())
                        .build())
                .build();
    }
}

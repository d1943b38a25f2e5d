package io.dataaccount.aws.dynamodb;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.dataaccount.core.model.Role;
import io.dataaccount.core.model.RoleAssignment;
import io.dataaccount.core.model.RoleScope;
import io.dataaccount.core.model.UserId;
import io.dataaccount.core.model.UserRoles;
import io.dataaccount.core.port.RoleAssignments;
import io.dataaccount.core.port.RoleErrors;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/**
 * Role assignments in a DynamoDB table with the key ({@code user_id}, {@code usecase_id}) and the index {@code
 * usecase-users-index} on {@code usecase_id}, shared with the portal. Further attributes of an item stay as they are. The
 * roles of one user are read strongly consistently; who has one in a use case is read from the index, which follows within
 * moments.
 *
 * <p>A role of an unknown name, and one whose {@code usecase_id} no use case could have, is left out and logged. A table
 * that is missing or closed to the server is INTERNAL.
 */
public final class DynamoDbRoleAssignments implements RoleAssignments {
    static final String INDEX = "usecase-users-index";

    private final DynamoDbClient client;
    private final String table;
    private final DynamoDbCalls calls;

    /** @param client for the region of the table; stays the caller's to close */
    public DynamoDbRoleAssignments(DynamoDbClient client, String table) {
        this.client = requireNonNull(client, "client is null");
        this.table = requireNonNull(table, "table is null");
        this.calls = new DynamoDbCalls(table);
    }

    @Override
    public UserRoles of(UserId user) {
        return new UserRoles(calls.call(
                "dynamodb:Query",
                () -> client
                        .queryPaginator(query -> query.tableName(table)
                                .consistentRead(true)
                                .keyConditionExpression("#user=:user")
                                .expressionAttributeNames(Map.of("#user", RoleItems.USER))
                                .expressionAttributeValues(Map.of(":user", AttributeValue.fromS(user.value()))))
                        .items()
                        .stream()
                        .flatMap(item -> RoleItems.readable(item).stream())
                        .collect(toUnmodifiableMap(RoleAssignment::scope, RoleAssignment::role))));
    }

    @Override
    public Optional<RoleAssignment> find(UserId user, RoleScope scope) {
        GetItemResponse answer = calls.call(
                "dynamodb:GetItem",
                () -> client.getItem(get ->
                        get.tableName(table).key(RoleItems.key(user, scope)).consistentRead(true)));
        return answer.hasItem() ? RoleItems.readable(answer.item()) : Optional.empty();
    }

    @Override
    public List<RoleAssignment> in(RoleScope scope) {
        return calls.call(
                "dynamodb:Query",
                () -> client
                        .queryPaginator(query -> query.tableName(table)
                                .indexName(INDEX)
                                .keyConditionExpression("#usecase=:usecase")
                                .expressionAttributeNames(Map.of("#usecase", RoleItems.USECASE))
                                .expressionAttributeValues(Map.of(":usecase", AttributeValue.fromS(scope.value()))))
                        .items()
                        .stream()
                        .flatMap(item -> RoleItems.readable(item).stream())
                        .sorted(Comparator.comparing(each -> each.user().value()))
                        .toList());
    }

    @Override
    public void create(RoleAssignment wanted) {
        Map<String, AttributeValue> known = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            known.put(":" + role.id(), AttributeValue.fromS(role.id()));
        }
        write(wanted, "NOT #role IN (" + known.keySet().stream().collect(joining(",")) + ")", known);
    }

    @Override
    public void replace(RoleAssignment seen, RoleAssignment wanted) {
        write(wanted, "#role=:seen", seenRole(seen));
    }

    /** An update and no put, for an item may have attributes that are not ours. */
    private void write(RoleAssignment wanted, String condition, Map<String, AttributeValue> operands) {
        Map<String, String> names = new LinkedHashMap<>(
                Map.of("#role", RoleItems.ROLE, "#by", RoleItems.ASSIGNED_BY, "#at", RoleItems.ASSIGNED_AT));
        Map<String, AttributeValue> values = new LinkedHashMap<>(operands);
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
        try {
            calls.call(
                    "dynamodb:UpdateItem",
                    () -> client.updateItem(update -> update.tableName(table)
                            .key(RoleItems.key(wanted.user(), wanted.scope()))
                            .updateExpression(set.append(remove).toString())
                            .conditionExpression(condition)
                            .expressionAttributeNames(names)
                            .expressionAttributeValues(values)));
        } catch (ConditionalCheckFailedException e) {
            throw RoleErrors.conflict(wanted);
        }
    }

    @Override
    public void remove(RoleAssignment seen) {
        try {
            calls.call(
                    "dynamodb:DeleteItem",
                    () -> client.deleteItem(delete -> delete.tableName(table)
                            .key(RoleItems.key(seen.user(), seen.scope()))
                            .conditionExpression("#role=:seen")
                            .expressionAttributeNames(Map.of("#role", RoleItems.ROLE))
                            .expressionAttributeValues(seenRole(seen))));
        } catch (ConditionalCheckFailedException e) {
            throw RoleErrors.conflict(seen);
        }
    }

    private static Map<String, AttributeValue> seenRole(RoleAssignment seen) {
        return Map.of(":seen", AttributeValue.fromS(seen.role().id()));
    }
}

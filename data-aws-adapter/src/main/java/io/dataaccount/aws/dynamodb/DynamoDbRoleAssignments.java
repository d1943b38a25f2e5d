package io.dataaccount.aws.dynamodb;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.model.user.UserRoles;
import io.dataaccount.core.port.RoleAssignments;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * Role assignments in a DynamoDB table with the key ({@code user_id}, {@code usecase_id}) and the index {@code
 * usecase-users-index} on {@code usecase_id}, which is shared with the portal. Other attributes of an item are not
 * changed. The roles of one user are read with strong consistency. The users of one use case are read from the index,
 * which is eventually consistent. Safe for use by many threads.
 *
 * <p>An item with an unknown role, or with a {@code usecase_id} that is not valid, is left out and logged. If the table
 * does not exist or the server may not access it, the error is UNAVAILABLE.
 */
public final class DynamoDbRoleAssignments implements RoleAssignments {
    static final String INDEX = "usecase-users-index";

    private final DynamoDbClient client;
    private final String table;
    private final DynamoDbCalls calls;
    private final DynamoDbPages pages;
    private final RoleWrites writes;

    /**
     * @param client a client for the region of the tables; the caller closes it
     * @param table the table of roles
     * @param usecases the table of use cases; a role in a use case is written only if the use case exists there
     */
    public DynamoDbRoleAssignments(DynamoDbClient client, String table, String usecases) {
        this.client = requireNonNull(client, "client is null");
        this.table = requireNonNull(table, "table is null");
        this.calls = new DynamoDbCalls(table);
        this.pages = new DynamoDbPages(client, calls);
        this.writes = new RoleWrites(client, table, requireNonNull(usecases, "usecases is null"));
    }

    @Override
    public UserRoles of(UserId user) {
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("#user=:user")
                .expressionAttributeNames(Map.of("#user", RoleItems.USER))
                .expressionAttributeValues(Map.of(":user", AttributeValue.fromS(user.value())))
                .build();
        return new UserRoles(pages.query(query).stream()
                .flatMap(item -> RoleItems.readable(item).stream())
                .collect(toUnmodifiableMap(RoleAssignment::scope, RoleAssignment::role)));
    }

    @Override
    public Optional<RoleAssignment> find(UserId user, RoleScope scope) {
        GetItemResponse response = calls.call(
                "dynamodb:GetItem",
                () -> client.getItem(get ->
                        get.tableName(table).key(RoleItems.key(user, scope)).consistentRead(true)));
        return response.hasItem() ? RoleItems.readable(response.item()) : Optional.empty();
    }

    @Override
    public List<RoleAssignment> in(RoleScope scope) {
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .indexName(INDEX)
                .keyConditionExpression("#usecase=:usecase")
                .expressionAttributeNames(Map.of("#usecase", RoleItems.USECASE))
                .expressionAttributeValues(Map.of(":usecase", AttributeValue.fromS(scope.value())))
                .build();
        return pages.query(query).stream()
                .flatMap(item -> RoleItems.readable(item).stream())
                .sorted(Comparator.comparing(each -> each.user().value()))
                .toList();
    }

    @Override
    public boolean anyIn(RoleScope scope) {
        return !usersIn(scope).isEmpty();
    }

    /**
     * Scans the table with strong consistency, because the index may be behind. Only the deletion and creation of use
     * cases need this.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html">Read
     *     consistency</a>
     */
    private List<AttributeValue> usersIn(RoleScope scope) {
        ScanRequest scan = ScanRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .filterExpression("#usecase=:usecase")
                .projectionExpression("#user")
                .expressionAttributeNames(Map.of("#user", RoleItems.USER, "#usecase", RoleItems.USECASE))
                .expressionAttributeValues(Map.of(":usecase", AttributeValue.fromS(scope.value())))
                .build();
        return pages.scan(scan).stream().map(item -> item.get(RoleItems.USER)).toList();
    }

    @Override
    public void create(RoleAssignment wanted, List<RoleAssignment> unchanged) {
        List<String> known = Stream.of(Role.values()).map(Role::id).toList();
        writes.write(RoleWrite.set(wanted, RoleWrite.noneOf(known)), unchanged);
    }

    @Override
    public void replace(RoleAssignment seen, RoleAssignment wanted, List<RoleAssignment> unchanged) {
        writes.write(RoleWrite.set(wanted, RoleWrite.still(seen)), unchanged);
    }

    @Override
    public void remove(RoleAssignment seen, List<RoleAssignment> unchanged) {
        writes.write(RoleWrite.removal(seen), unchanged);
    }

    @Override
    public int removeOrphans(UsecaseId usecase) {
        List<AttributeValue> users = usersIn(RoleScope.of(usecase));
        writes.removeOrphans(users, usecase);
        return users.size();
    }
}

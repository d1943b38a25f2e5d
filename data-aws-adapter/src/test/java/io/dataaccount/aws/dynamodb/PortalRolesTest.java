package io.dataaccount.aws.dynamodb;

import static io.dataaccount.aws.dynamodb.PortalTable.assertRefused;
import static io.dataaccount.core.error.ErrorCode.CONFLICT;
import static io.dataaccount.core.error.ErrorCode.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.model.user.UserRoles;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items that the portal wrote to the table of roles, in its own formats. */
class PortalRolesTest {
    @RegisterExtension
    static final LocalDynamoDb DYNAMODB = new LocalDynamoDb();

    private final UserId user = new UserId(UUID.randomUUID().toString());
    private final RoleScope scope = RoleScope.of(UsecaseId.random());
    private final RoleAssignment viewer = new RoleAssignment(user, scope, Role.VIEWER, null, null);
    private final DynamoDbRoleAssignments roles = DYNAMODB.roles();

    @BeforeEach
    void createUsecase() {
        DYNAMODB.client()
                .putItem(
                        put -> put.tableName(LocalDynamoDb.TABLE).item(UsecaseItems.key(new UsecaseId(scope.value()))));
    }

    @Test
    void storedPortalAdminOfOneUsecase_isItsUseCaseAdminAndCanBeReplaced() {
        put(Map.of("role", AttributeValue.fromS("PortalAdmin")));
        RoleAssignment seen = roles.find(user, scope).orElseThrow();
        assertThat(seen.role()).isEqualTo(Role.USE_CASE_ADMIN);
        assertThat(roles.of(user).in(scope)).contains(Role.USE_CASE_ADMIN);
        assertThat(roles.in(scope)).containsExactly(seen);
        assertRefused(CONFLICT, () -> roles.create(viewer));
        roles.replace(seen, viewer, List.of());
        assertThat(roles.find(user, scope)).contains(viewer);
    }

    /** The index may be behind the table, so the roles that a deletion leaves are read from the table. */
    @Test
    void orphans_areReadFromTheTableAndNotFromItsIndex() {
        roles.create(viewer);
        DYNAMODB.repository().delete(new UsecaseId(scope.value()));
        DYNAMODB.sent().clear();
        roles.removeOrphans(new UsecaseId(scope.value()));
        assertThat(DYNAMODB.sent().scans()).isNotEmpty().allSatisfy(scan -> {
            assertThat(scan.consistentRead()).isTrue();
            assertThat(scan.indexName()).isNull();
        });
    }

    @Test
    void roleOfAnUnknownName_isAnOrphanLikeAnyOther() {
        put(Map.of("role", AttributeValue.fromS("Owner")));
        UsecaseId usecase = new UsecaseId(scope.value());
        assertThat(roles.anyIn(scope)).isTrue();
        DYNAMODB.repository().delete(usecase);
        assertThat(roles.removeOrphans(usecase)).isEqualTo(1);
        assertThat(roles.anyIn(scope)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "Owner", "PortalAdmin ", "PORTALADMIN"})
    void roleOfAnUnknownName_countsAsNoneAndIsReplaced(String name) {
        put(Map.of("role", AttributeValue.fromS(name)));
        assertCountsAsNone();
    }

    @Test
    void itemWithoutARoleOrWithAnotherKindOfIt_countsAsNoneAndIsReplaced() {
        put(Map.of());
        assertCountsAsNone();
        put(Map.of("role", AttributeValue.fromL(List.of(AttributeValue.fromS("PortalAdmin")))));
        assertCountsAsNone();
    }

    private void assertCountsAsNone() {
        assertThat(roles.of(user)).isEqualTo(UserRoles.NONE);
        assertThat(roles.find(user, scope)).isEmpty();
        assertThat(roles.in(scope)).isEmpty();
        assertRefused(CONFLICT, () -> roles.replace(viewer, viewer, List.of()));
        assertRefused(CONFLICT, () -> roles.remove(viewer, List.of()));
        roles.create(viewer);
        assertThat(roles.find(user, scope)).contains(viewer);
    }

    @Test
    void scopeThatNoUsecaseHas_isLeftOut() {
        roles.create(viewer);
        Map<String, AttributeValue> item = new LinkedHashMap<>(RoleItems.key(user, scope));
        item.put("usecase_id", AttributeValue.fromS("*"));
        item.put("role", AttributeValue.fromS("PortalAdmin"));
        DYNAMODB.client().putItem(put -> put.tableName(LocalDynamoDb.ROLES).item(item));
        assertThat(roles.of(user).byScope()).isEqualTo(Map.of(scope, Role.VIEWER));
    }

    @Test
    void recordOfWhoAndWhenThatIsNone_leavesTheRole() {
        put(Map.of(
                "role", AttributeValue.fromS("Viewer"),
                "assigned_by", AttributeValue.fromS(""),
                "assigned_at", AttributeValue.fromS("yesterday")));
        assertThat(roles.find(user, scope)).contains(viewer);
    }

    @Test
    void changes_keepWhatElseIsInTheItem() {
        Map<String, AttributeValue> foreign = Map.of(
                "email", AttributeValue.fromS("ana@example.com"), "tags", AttributeValue.fromSs(List.of("a", "b")));
        put(foreign);
        Instant noon = Instant.parse("2026-11-24T12:00:00.123Z");
        RoleAssignment admin = new RoleAssignment(user, scope, Role.USE_CASE_ADMIN, new UserId("bo"), noon);
        roles.create(admin);
        assertThat(item())
                .containsAllEntriesOf(foreign)
                .containsEntry("role", AttributeValue.fromS("UseCaseAdmin"))
                .containsEntry("assigned_by", AttributeValue.fromS("bo"))
                .containsEntry("assigned_at", AttributeValue.fromN("1795521600123"));
        roles.replace(admin, viewer, List.of());
        assertThat(item())
                .containsAllEntriesOf(foreign)
                .containsEntry("role", AttributeValue.fromS("Viewer"))
                .doesNotContainKeys("assigned_by", "assigned_at");
    }

    /** A page of a query has at most one megabyte. */
    @Test
    void moreThanOnePage_isReadToItsEnd() {
        AttributeValue large = AttributeValue.fromS("n".repeat(300_000));
        for (int i = 0; i < 8; i++) {
            RoleScope other = RoleScope.of(UsecaseId.random());
            put(user, other, Map.of("role", AttributeValue.fromS("Viewer"), "notes", large));
            put(new UserId("user-" + i), scope, Map.of("role", AttributeValue.fromS("Operator"), "notes", large));
        }
        assertThat(roles.of(user).byScope()).hasSize(8);
        assertThat(roles.in(scope))
                .hasSize(8)
                .isSortedAccordingTo(
                        (a, b) -> a.user().value().compareTo(b.user().value()));
    }

    @Test
    void missingTable_isUnavailableAndSaysWhich() {
        DynamoDbRoleAssignments elsewhere =
                new DynamoDbRoleAssignments(DYNAMODB.client(), "no-such-table", LocalDynamoDb.TABLE);
        List<ThrowingCallable> calls = List.of(
                () -> elsewhere.of(user),
                () -> elsewhere.find(user, scope),
                () -> elsewhere.in(scope),
                () -> elsewhere.create(viewer),
                () -> elsewhere.replace(viewer, viewer, List.of()),
                () -> elsewhere.remove(viewer, List.of()));
        for (ThrowingCallable call : calls) {
            assertThat(assertRefused(UNAVAILABLE, call).detail()).contains("'no-such-table'", "dynamodb:", "create it");
        }
    }

    private void put(Map<String, AttributeValue> attributes) {
        put(user, scope, attributes);
    }

    private static void put(UserId user, RoleScope scope, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(RoleItems.key(user, scope));
        item.putAll(attributes);
        DYNAMODB.client().putItem(put -> put.tableName(LocalDynamoDb.ROLES).item(item));
    }

    private Map<String, AttributeValue> item() {
        return DYNAMODB.client()
                .getItem(get -> get.tableName(LocalDynamoDb.ROLES).key(RoleItems.key(user, scope)))
                .item();
    }
}

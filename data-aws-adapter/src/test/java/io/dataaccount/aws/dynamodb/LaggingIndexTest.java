package io.dataaccount.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.service.AssignRole;
import io.dataaccount.core.service.CreateUsecase;
import io.dataaccount.core.service.DataAccountService;
import io.dataaccount.core.service.DeploymentSettings;
import io.dataaccount.core.service.Ports;
import io.dataaccount.testkit.fake.FakeUploadPresigner;
import io.dataaccount.testkit.fake.InMemoryAuditLog;
import io.dataaccount.testkit.fake.InMemoryBucketStore;
import io.dataaccount.testkit.fake.InMemoryCredentialResolver;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Deletion of a use case while the index does not yet contain the last writes. DynamoDB only guarantees that a global
 * secondary index is eventually consistent.
 */
class LaggingIndexTest {
    @RegisterExtension
    static final LocalDynamoDb DYNAMODB = new LocalDynamoDb();

    private static final Caller ADMIN = new Caller("root", "root", true);
    private static final Caller ANA = new Caller("ana", "Ana", false);

    private final UsecaseId id = UsecaseId.random();
    private final RoleScope scope = RoleScope.of(id);
    private final LaggingIndex lagging = new LaggingIndex();
    private final DynamoDbClient client = DYNAMODB.client(lagging);
    private final DynamoDbRoleAssignments roles =
            new DynamoDbRoleAssignments(client, LocalDynamoDb.ROLES, LocalDynamoDb.TABLE);
    private final DataAccountService service = DataAccountService.create(
            new Ports(
                    new InMemoryBucketStore(Clock.systemUTC()),
                    new FakeUploadPresigner(),
                    new InMemoryCredentialResolver(
                            new AccountId("111122223333"), Duration.ofHours(1), Clock.systemUTC()),
                    new DynamoDbUsecaseRepository(client, LocalDynamoDb.TABLE, LocalDynamoDb.ROLES),
                    roles,
                    new InMemoryAuditLog()),
            DeploymentSettings.forOrigins(List.of()),
            Clock.systemUTC());

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void deletion_leavesNoRole_thoughTheIndexShowsNone() {
        create();
        assign(ADMIN, ANA.userId());
        assertThat(roles.in(scope)).isEmpty(); // the index does not contain the role
        service.deleteUsecase().run(ADMIN, id);
        assertThat(roles.find(ANA.userId(), scope)).isEmpty();
        create();
        assertThat(roles.of(ANA.userId()).in(scope)).isEmpty();
    }

    @Test
    void roleAssignedDuringTheDeletion_isRefused() {
        create();
        assign(ADMIN, ANA.userId());
        UserId friend = new UserId("friend-" + id);
        lagging.afterDeletion = () -> {
            DataException e = catchThrowableOfType(DataException.class, () -> assign(ANA, friend));
            assertThat(e.code()).isEqualTo(ErrorCode.USECASE_NOT_FOUND);
        };
        service.deleteUsecase().run(ADMIN, id);
        assertThat(lagging.deletions).isEqualTo(1);
        assertThat(roles.anyIn(scope)).isFalse();
    }

    @Test
    void idOfAUsecaseWhoseRolesAreLeft_isNotUsedAgain_thoughTheIndexShowsNone() {
        create();
        assign(ADMIN, ANA.userId());
        DYNAMODB.repository().delete(id); // a deletion that stopped half-way
        DataException e = catchThrowableOfType(DataException.class, this::create);
        assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
        service.deleteUsecase().run(ADMIN, id);
        create();
    }

    private void create() {
        AccountRole accountRole = new AccountRole(new AccountId("111122223333"), null, null);
        service.createUsecase()
                .run(
                        ADMIN,
                        new CreateUsecase.Command(id, "Vision", accountRole, null, null, DataAccount.UNSET, Map.of()));
    }

    private void assign(Caller caller, UserId user) {
        service.assignRole().run(caller, new AssignRole.Command(scope, user, Role.USE_CASE_ADMIN));
    }

    /** Replaces the use case in queries of the index with one that has no items. For use by one thread. */
    private static final class LaggingIndex implements ExecutionInterceptor {
        private Runnable afterDeletion = () -> {};
        private int deletions;

        @Override
        public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            if (!(context.request() instanceof QueryRequest query) || query.indexName() == null) {
                return context.request();
            }
            return query.toBuilder()
                    .expressionAttributeValues(Map.of(":usecase", AttributeValue.fromS("not-yet-in-the-index")))
                    .build();
        }

        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof DeleteItemRequest) {
                deletions++;
                afterDeletion.run();
            }
        }
    }
}

package io.dataaccount.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.port.OtherUsecases;
import io.dataaccount.testkit.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** The rules between use cases while an index is behind, ahead or missing. */
class UsecaseIndexesTest {
    @RegisterExtension
    static final LocalDynamoDb DYNAMODB = new LocalDynamoDb();

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final String table = "usecases-" + UUID.randomUUID();
    private AccountId account = account();
    private final MutableClock clock = new MutableClock(NOON);
    private final Indexes indexes = new Indexes();
    private final DynamoDbClient client = DYNAMODB.client(indexes);
    private final DynamoDbUsecaseRepository repository = DYNAMODB.repository(client, table, clock);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void begin() {
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void end() {
        logger().detachAppender(log);
        client.close();
    }

    private static ch.qos.logback.classic.Logger logger() {
        return (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(UsecaseIndexes.class);
    }

    private void createTable(List<UsecaseIndex> with) {
        DYNAMODB.createUsecasesTable(table, with);
        DYNAMODB.forgetRecentWrites(client);
    }

    @Test
    void usecaseOfTheAccount_isFoundWithoutAScan() {
        createTable(List.of(UsecaseIndex.values()));
        Usecase other = created(account);
        clock.advance(Duration.ofDays(1));
        assertThat(ofAccount()).containsExactly(other.id());
        assertThat(indexes.scans).isZero();
    }

    /** DynamoDB only guarantees that an index is eventually consistent. */
    @Test
    void guardedWriteThatIsNotYetInTheIndex_isSeen() {
        createTable(List.of(UsecaseIndex.values()));
        indexes.instead = "not-yet-in-the-index";
        Usecase other = created(account);
        clock.advance(RecentWrites.KEPT);
        assertThat(ofAccount()).containsExactly(other.id());
        assertThat(indexes.scans).isZero();
        clock.advance(Duration.ofSeconds(1));
        created(account()); // forgets the older one, which the index is expected to have by now
        assertThat(ofAccount()).isEmpty();
    }

    @Test
    void usecaseThatHasLeftTheAccount_isNotSeenThoughTheIndexHasIt() {
        createTable(List.of(UsecaseIndex.values()));
        AccountId now = account();
        Usecase moved = created(now);
        clock.advance(Duration.ofDays(1));
        indexes.instead = now.value(); // the index still has it under the old account
        assertThat(ofAccount()).isEmpty();
        assertThat(indexes.batches).isEqualTo(1);
        assertThat(repository.find(moved.id())).isPresent();
    }

    @Test
    void moreRecentWritesThanAreKept_areSeenByAScan() {
        createTable(List.of(UsecaseIndex.values()));
        indexes.instead = "not-yet-in-the-index";
        Usecase first = created(account);
        for (int i = 0; i < RecentWrites.MAX_WRITES; i++) {
            clock.advance(Duration.ofSeconds(1));
            created(account());
        }
        assertThat(ofAccount()).containsExactly(first.id());
        assertThat(indexes.scans).isEqualTo(1);
        clock.advance(RecentWrites.KEPT);
        assertThat(ofAccount()).isEmpty();
        assertThat(indexes.scans).isEqualTo(1);
    }

    @Test
    void writeOfAnOlderServer_isSeenByAScan() {
        createTable(List.of(UsecaseIndex.values()));
        indexes.instead = "not-yet-in-the-index";
        Usecase other = created(account);
        client.updateItem(update -> update.tableName(LocalDynamoDb.ROLES)
                .key(UsecaseRevision.KEY)
                .updateExpression("SET #revision=#revision+:one REMOVE recent_writes.#id")
                .expressionAttributeNames(Map.of(
                        "#revision", UsecaseRevision.NAME, "#id", other.id().value()))
                .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
        assertThat(ofAccount()).containsExactly(other.id());
        assertThat(indexes.scans).isEqualTo(1);
        created(account()); // from now on the recent writes are known again
        assertThat(ofAccount()).containsExactly(other.id());
        assertThat(indexes.scans).isEqualTo(2);
        clock.advance(RecentWrites.KEPT);
        assertThat(ofAccount()).isEmpty();
        assertThat(indexes.scans).isEqualTo(2);
    }

    @Test
    void missingIndex_isNamedOnceAndUsedWhenItExists() {
        createTable(List.of(UsecaseIndex.ACCOUNT, UsecaseIndex.EXTERNAL_ID, UsecaseIndex.DATA_EXTERNAL_ID));
        Usecase other = created(account);
        clock.advance(Duration.ofDays(1));
        repository.checkIndexes();
        assertThat(ofAccount()).containsExactly(other.id());
        int queries = indexes.queries;
        assertThat(ofAccount()).containsExactly(other.id());
        assertThat(indexes.queries)
                .as("an index that failed is not tried again at once")
                .isEqualTo(queries);
        assertThat(indexes.scans).isEqualTo(2);
        assertThat(log.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage())
                    .contains("data-account-index", "'" + table + "'", UsecaseIndex.DATA_ACCOUNT.command(table))
                    .doesNotContain(UsecaseIndex.EXTERNAL_ID.id());
        });
        DYNAMODB.addIndex(table, UsecaseIndex.DATA_ACCOUNT);
        clock.advance(UsecaseIndexes.UNTRIED);
        assertThat(ofAccount()).containsExactly(other.id());
        assertThat(indexes.scans).isEqualTo(2);
    }

    @Test
    void allIndexes_areNoNotice() {
        createTable(List.of(UsecaseIndex.values()));
        repository.checkIndexes();
        assertThat(log.list).isEmpty();
    }

    @Test
    void indexWithAttributeOfAnotherType_doesNotHideTheUsecaseInAScan() {
        createTable(List.of());
        client.putItem(put -> put.tableName(table)
                .item(Map.of(
                        "usecase_id", AttributeValue.fromS("odd"),
                        "account_id", AttributeValue.fromS(account.value()),
                        "data_account_id", AttributeValue.fromNul(true))));
        assertThat(ofAccount()).containsExactly(new UsecaseId("odd"));
    }

    /** Such an index does not contain an item without the second attribute, and a query of it does not fail. */
    @Test
    void indexOfThatNameWithASortKey_isNotUsed() {
        createTable(List.of(UsecaseIndex.DATA_ACCOUNT));
        Usecase other = created(account());
        client.updateTable(update -> update.tableName(table)
                .attributeDefinitions(
                        definition -> definition.attributeName("account_id").attributeType(ScalarAttributeType.S),
                        definition -> definition.attributeName("team").attributeType(ScalarAttributeType.S))
                .globalSecondaryIndexUpdates(change ->
                        change.create(create -> create.indexName(UsecaseIndex.ACCOUNT.id())
                                .keySchema(
                                        key -> key.attributeName("account_id").keyType(KeyType.HASH),
                                        key -> key.attributeName("team").keyType(KeyType.RANGE))
                                .projection(all -> all.projectionType(ProjectionType.ALL)))));
        clock.advance(Duration.ofDays(1));
        account = other.accountRole().account();
        assertThat(ofAccount()).containsExactly(other.id());
        assertThat(log.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage()).contains(UsecaseIndex.ACCOUNT.id()));
    }

    @Test
    void accountOfManyUsecases_isScanned() {
        createTable(List.of(UsecaseIndex.values()));
        for (int i = 0; i < OtherUsecaseItems.MAX_FOUND; i++) {
            created(account);
        }
        clock.advance(Duration.ofDays(1));
        assertThat(ofAccount()).hasSize(OtherUsecaseItems.MAX_FOUND);
        assertThat(indexes.scans).isEqualTo(1);
    }

    private static AccountId account() {
        return new AccountId(String.format("%012d", ThreadLocalRandom.current().nextLong(1, 1_000_000_000_000L)));
    }

    private Usecase created(AccountId data) {
        Usecase usecase = new Usecase(
                UsecaseId.random(),
                "Vision",
                new AccountRole(account(), null, null),
                null,
                null,
                new DataAccount(data, null, null, null, null),
                Map.of(),
                NOON,
                NOON);
        repository.create(usecase);
        return usecase;
    }

    /** What the rules of another use case see. */
    private List<UsecaseId> ofAccount() {
        List<UsecaseId> found = new ArrayList<>();
        try {
            Usecase asking = new Usecase(
                    UsecaseId.random(),
                    "Asking",
                    new AccountRole(account, null, null),
                    null,
                    null,
                    DataAccount.UNSET,
                    Map.of(),
                    NOON,
                    NOON);
            repository.create(asking, (OtherUsecases others) -> {
                others.ofAccount(account).forEach(each -> found.add(each.id()));
                throw new AskedException();
            });
        } catch (AskedException e) {
            return found;
        }
        throw new AssertionError("the rules were not asked");
    }

    private static final class AskedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Counts requests, and replaces the value in queries of an index. For use by one thread. */
    private static final class Indexes implements ExecutionInterceptor {
        private String instead = "";
        private int scans;
        private int batches;
        private int queries;

        @Override
        public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            if (context.request() instanceof ScanRequest) {
                scans++;
            }
            if (context.request() instanceof BatchGetItemRequest) {
                batches++;
            }
            if (context.request() instanceof QueryRequest query && query.indexName() != null) {
                queries++;
            }
            return context.request() instanceof QueryRequest query
                            && query.indexName() != null
                            && !query.hasExclusiveStartKey() // that one checks the key of the index
                            && !instead.isEmpty()
                    ? query.toBuilder()
                            .expressionAttributeValues(Map.of(":value", AttributeValue.fromS(instead)))
                            .build()
                    : context.request();
        }
    }
}

package io.dataaccount.aws.dynamodb;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.port.OtherUsecases;
import io.dataaccount.testkit.contract.SeededRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Servers that claim accounts at the same moment. Their clocks differ, the index has nothing of a round before its end,
 * and in every other round one server is of a version that does not know the recent writes.
 */
class ClaimRaceTest {
    @RegisterExtension
    static final LocalDynamoDb DYNAMODB = new LocalDynamoDb();

    private static final int USECASES = 30;
    private static final int ACCOUNTS = 5;
    private static final int ROUNDS = 4;
    private static final int CALLS = 25;

    /** How far the clock of each server is ahead, in seconds. */
    private static final List<Integer> AHEAD = List.of(-1200, 0, 1200, 0);

    private final String table = "usecases-" + UUID.randomUUID();
    private final AtomicInteger claims = new AtomicInteger();

    @Test
    void serversThatClaimAtTheSameTime_neverShareAnAccount() throws Exception {
        Random random = SeededRandom.random("ClaimRaceTest");
        DYNAMODB.createUsecasesTable(table, List.of(UsecaseIndex.values()));
        List<Usecase> all = new ArrayList<>();
        DynamoDbUsecaseRepository plain = DYNAMODB.repository(DYNAMODB.client(), table, Clock.systemUTC());
        for (int i = 0; i < USECASES; i++) {
            Usecase usecase = new Usecase(
                    new UsecaseId("u" + i),
                    "x",
                    new AccountRole(new AccountId(String.format("%012d", 900 + i)), null, null),
                    null,
                    null,
                    DataAccount.UNSET,
                    Map.of(),
                    Instant.now(),
                    Instant.now());
            plain.create(usecase);
            all.add(usecase);
        }
        ExecutorService pool = Executors.newFixedThreadPool(AHEAD.size());
        for (int round = 0; round < ROUNDS; round++) {
            DYNAMODB.forgetRecentWrites(DYNAMODB.client());
            Map<String, List<String>> index = byAccount(plain, all);
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int s = 0; s < AHEAD.size(); s++) {
                boolean old = s == AHEAD.size() - 1 && round % 2 == 1;
                long seed = random.nextLong();
                Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(AHEAD.get(s)));
                tasks.add(() -> {
                    try (DynamoDbClient client = DYNAMODB.client(new Frozen(index, old))) {
                        claim(DYNAMODB.repository(client, table, clock), new Random(seed), all);
                    }
                    return null;
                });
            }
            for (Future<Void> each : pool.invokeAll(tasks)) {
                each.get();
            }
            byAccount(plain, all)
                    .forEach((account, ids) -> assertThat(ids).as(account).hasSize(1));
        }
        pool.shutdown();
        assertThat(claims.get()).as("the test claimed accounts").isPositive();
    }

    private Map<String, List<String>> byAccount(DynamoDbUsecaseRepository plain, List<Usecase> all) {
        Map<String, List<String>> users = new HashMap<>();
        for (Usecase each : all) {
            Usecase now = plain.find(each.id()).orElseThrow();
            if (now.data().accountId() != null) {
                users.computeIfAbsent(now.data().accountId().value(), a -> new ArrayList<>())
                        .add(now.id().value());
            }
        }
        return users;
    }

    private void claim(DynamoDbUsecaseRepository repository, Random random, List<Usecase> all) {
        for (int i = 0; i < CALLS; i++) {
            Usecase seen =
                    repository.find(all.get(random.nextInt(USECASES)).id()).orElseThrow();
            AccountId account =
                    random.nextInt(3) == 0 ? null : new AccountId(String.format("%012d", 1 + random.nextInt(ACCOUNTS)));
            Usecase wanted = seen.withData(
                    new DataAccount(account, null, null, null, null),
                    seen.updatedAt().plusMillis(1));
            try {
                if (account == null) {
                    repository.update(seen, wanted);
                    continue;
                }
                repository.update(seen, wanted, (OtherUsecases others) -> {
                    if (!others.ofAccount(account).isEmpty()) {
                        throw new DataException(ErrorCode.FORBIDDEN, "used");
                    }
                });
                claims.incrementAndGet();
            } catch (DataException e) {
                assertThat(e.code()).isIn(ErrorCode.FORBIDDEN, ErrorCode.CONFLICT, ErrorCode.UNAVAILABLE);
            }
        }
    }

    /**
     * An index that no longer changes.
     *
     * @param index the ids by data account
     * @param old whether the server writes no recent writes
     */
    private record Frozen(Map<String, List<String>> index, boolean old) implements ExecutionInterceptor {
        @Override
        public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
            if (context.response() instanceof QueryResponse response
                    && context.request() instanceof QueryRequest query) {
                List<String> ids = query.indexName().equals("data-account-index")
                        ? index.getOrDefault(
                                requireNonNull(query.expressionAttributeValues().get(":value"))
                                        .s(),
                                List.of())
                        : List.of();
                return response.toBuilder()
                        .items(ids.stream().map(UsecaseItems::key).toList())
                        .count(ids.size())
                        .build();
            }
            return context.response();
        }

        @Override
        public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            if (!old || !(context.request() instanceof TransactWriteItemsRequest request)) {
                return context.request();
            }
            List<TransactWriteItem> items = request.transactItems().stream()
                    .map(item -> {
                        Update update = item.update();
                        if (update == null || !update.tableName().equals(LocalDynamoDb.ROLES)) {
                            return item;
                        }
                        Map<String, AttributeValue> values = new HashMap<>(update.expressionAttributeValues());
                        values.keySet().removeIf(name -> name.startsWith(":recent"));
                        return TransactWriteItem.builder()
                                .update(update.toBuilder()
                                        .updateExpression("SET #revision=:revision")
                                        .expressionAttributeNames(Map.of("#revision", "revision"))
                                        .expressionAttributeValues(values)
                                        .build())
                                .build();
                    })
                    .toList();
            return request.toBuilder().transactItems(items).build();
        }
    }
}

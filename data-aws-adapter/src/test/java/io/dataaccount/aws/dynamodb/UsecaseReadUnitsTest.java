package io.dataaccount.aws.dynamodb;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.record.UsecaseRecord;
import io.dataaccount.core.service.ConfigureDataAccount;
import io.dataaccount.core.service.DataAccountChange;
import io.dataaccount.core.service.DataAccountService;
import io.dataaccount.core.service.DeploymentSettings;
import io.dataaccount.core.service.FieldUpdate;
import io.dataaccount.core.service.Ports;
import io.dataaccount.testkit.fake.FakeUploadPresigner;
import io.dataaccount.testkit.fake.InMemoryAuditLog;
import io.dataaccount.testkit.fake.InMemoryBucketStore;
import io.dataaccount.testkit.fake.InMemoryCredentialResolver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The read units that DynamoDB Local states for the calls that list or search use cases. The option {@code
 * -Ddataaccount.usecases=10,1000,10000} sets the numbers of use cases.
 */
class UsecaseReadUnitsTest {
    @RegisterExtension
    static final LocalDynamoDb DYNAMODB = new LocalDynamoDb();

    private static final String NUMBERS = System.getProperty("dataaccount.usecases", "10,400");
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int ROLES_OF_THE_MEMBER = 5;

    private final ReadUnits units = new ReadUnits();

    /** @param scan what each call read before there were indexes and pages */
    private record Row(int usecases, double scan, double page, double pages, double member, double configure) {}

    @Test
    void changesAndMembers_readNoMoreInALargerPortal() {
        List<Row> rows = new ArrayList<>();
        Stream.of(NUMBERS.split(",")).forEach(number -> rows.add(measure(Integer.parseInt(number))));
        System.out.println("Read units of DynamoDB Local, JDK " + Runtime.version());
        System.out.println(
                "| Use cases | Before: scan in each call | Administrator, first page | Administrator, all pages"
                        + " | Member of " + ROLES_OF_THE_MEMBER + " | Configure |");
        rows.forEach(row -> System.out.printf(
                "| %d | %.1f | %.1f | %.1f | %.1f | %.1f |%n",
                row.usecases, row.scan, row.page, row.pages, row.member, row.configure));
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.member).isEqualTo(rows.get(0).member);
            assertThat(row.configure).isEqualTo(rows.get(0).configure).isLessThan(20);
            assertThat(row.page).isLessThan(100);
        });
    }

    private Row measure(int number) {
        String table = "usecases-" + number;
        DYNAMODB.createUsecasesTable(table, List.of(UsecaseIndex.values()));
        try (DynamoDbClient client = DYNAMODB.client(units)) {
            DYNAMODB.forgetRecentWrites(client);
            fill(client, table, number);
            InMemoryCredentialResolver sts = new InMemoryCredentialResolver(account(0), Duration.ofHours(1), CLOCK);
            DynamoDbRoleAssignments roles = new DynamoDbRoleAssignments(client, LocalDynamoDb.ROLES, table);
            DataAccountService service = DataAccountService.create(
                    new Ports(
                            new InMemoryBucketStore(CLOCK),
                            new FakeUploadPresigner(),
                            sts,
                            DYNAMODB.repository(client, table, CLOCK),
                            roles,
                            new InMemoryAuditLog()),
                    DeploymentSettings.forOrigins(List.of()),
                    CLOCK);
            Caller member = new Caller("member-of-" + number, "member", false);
            for (int i = 1; i <= ROLES_OF_THE_MEMBER; i++) {
                roles.create(new RoleAssignment(member.userId(), RoleScope.of(id(i)), Role.USE_CASE_ADMIN, null, null));
            }
            Caller administrator = new Caller("root", "root", true);
            double scan = units.of(() -> new DynamoDbPages(client, new DynamoDbCalls(table))
                    .scan(ScanRequest.builder()
                            .tableName(table)
                            .consistentRead(true)
                            .build()));
            return new Row(
                    number,
                    scan,
                    units.of(() -> service.listUsecases().run(administrator, PageRequest.first(PageSize.MAX))),
                    units.of(() -> listAll(service, administrator)),
                    units.of(() -> service.listUsecases().run(member, PageRequest.first(PageSize.MAX))),
                    units.of(() -> configure(service, sts, member)));
        }
    }

    private static void listAll(DataAccountService service, Caller caller) {
        @Nullable PageRequest page = PageRequest.first(PageSize.MAX);
        while (page != null) {
            page = service.listUsecases()
                    .run(caller, page)
                    .next()
                    .map(token -> new PageRequest(PageSize.MAX, token))
                    .orElse(null);
        }
    }

    /** Sets a separate data account that another use case of the member uses, with an external id that is given. */
    private static void configure(DataAccountService service, InMemoryCredentialResolver sts, Caller member) {
        Usecase other = usecase(2);
        RoleArn role = requireNonNull(other.data().roleArn());
        ExternalId externalId = requireNonNull(other.data().externalId());
        sts.allow(role, externalId);
        DataAccountChange change = new DataAccountChange(
                FieldUpdate.to(other.dataAccountId()),
                FieldUpdate.to(role),
                FieldUpdate.to(externalId),
                FieldUpdate.none(),
                FieldUpdate.none());
        service.configureDataAccount().run(member, new ConfigureDataAccount.Command(id(1), change, true));
    }

    private static void fill(DynamoDbClient client, String table, int number) {
        List<WriteRequest> batch = new ArrayList<>();
        for (int i = 1; i <= number; i++) {
            PutRequest put = PutRequest.builder()
                    .item(AttributeValues.item(UsecaseRecord.of(usecase(i))))
                    .build();
            batch.add(WriteRequest.builder().putRequest(put).build());
            if (batch.size() == 25 || i == number) {
                Map<String, List<WriteRequest>> writes = new HashMap<>(Map.of(table, List.copyOf(batch)));
                client.batchWriteItem(all -> all.requestItems(writes));
                batch.clear();
            }
        }
    }

    /** About 600 bytes, as a use case of a portal. Each has two accounts of its own. */
    private static Usecase usecase(int i) {
        RoleArn role = new RoleArn("arn:aws:iam::" + account(2 * i) + ":role/DDAPortalAccessRole");
        RoleArn dataRole = new RoleArn("arn:aws:iam::" + account(2 * i + 1) + ":role/DDADataAccessRole");
        return new Usecase(
                id(i),
                "Use case " + i,
                new AccountRole(account(2 * i), role, new ExternalId("external-id-of-account-" + account(2 * i))),
                null,
                null,
                new DataAccount(
                        account(2 * i + 1),
                        dataRole,
                        new ExternalId("external-id-of-account-" + account(2 * i + 1)),
                        null,
                        null),
                Map.of("notes", "n".repeat(160)),
                Instant.EPOCH.plusSeconds(1),
                Instant.EPOCH.plusSeconds(1));
    }

    private static UsecaseId id(int i) {
        return new UsecaseId(String.format("usecase-%08d", i));
    }

    private static AccountId account(int i) {
        return new AccountId(String.format("%012d", 100_000_000_000L + i));
    }
}

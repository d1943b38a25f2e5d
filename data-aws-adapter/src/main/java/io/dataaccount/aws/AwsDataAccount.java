package io.dataaccount.aws;

import io.dataaccount.aws.client.AwsClients;
import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.config.AwsObserver;
import io.dataaccount.aws.config.AwsTables;
import io.dataaccount.aws.dynamodb.DynamoDbAuditLog;
import io.dataaccount.aws.dynamodb.DynamoDbRoleAssignments;
import io.dataaccount.aws.dynamodb.DynamoDbUsecaseRepository;
import io.dataaccount.aws.s3.S3BucketStore;
import io.dataaccount.aws.sts.StsCredentialResolver;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.policy.SessionStarts;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.service.DataAccountService;
import io.dataaccount.core.service.Ports;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The use cases over the real ports: buckets on S3, sessions from STS, and use cases, roles and audit log in DynamoDB or in
 * whatever stores are given instead. Open one for as long as the program runs; it keeps clients, sessions and what it knows of buckets. Safe
 * for use by many threads.
 */
public final class AwsDataAccount implements AutoCloseable {
    /** @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">DurationSeconds</a> */
    private static final Duration MAX_SESSION = Duration.ofHours(12);

    private static final Clock CLOCK = Clock.systemUTC();

    private static final UsecaseId PROBE_USECASE = new UsecaseId("readiness-probe");
    private static final UserId PROBE_USER = new UserId("readiness-probe");

    private final AwsClients clients;
    private final MetadataStores stores;
    private final DataAccountService service;

    private AwsDataAccount(
            AwsConfig config, AwsObserver observer, SessionStarts starts, Function<AwsClients, MetadataStores> stores) {
        this.clients = new AwsClients(config, observer);
        this.stores = stores.apply(clients);
        Ports ports = new Ports(
                new S3BucketStore(clients.s3(), config.region()),
                new MeteredPresigner(clients.presigner(), observer),
                new StsCredentialResolver(
                        clients.sts(), clients.ownCredentials(), CLOCK, sessionLife(config), observer, starts),
                this.stores.usecases(),
                this.stores.roles(),
                this.stores.audit());
        this.service = DataAccountService.create(ports, config.settings(), CLOCK);
    }

    /**
     * With everything in DynamoDB, and no audit log where the configuration names no table for it. Nothing is asked of AWS
     * yet.
     */
    public static AwsDataAccount open(AwsConfig config) {
        return open(config, AuditLog.NONE, AwsObserver.NONE);
    }

    /**
     * With everything in DynamoDB, and with an audit log that is written beside the table, if there is one, and before it.
     * Nothing is asked of AWS yet.
     *
     * @param observer hears of every call to AWS
     */
    public static AwsDataAccount open(AwsConfig config, AuditLog beside, AwsObserver observer) {
        return new AwsDataAccount(
                config,
                observer,
                SessionStarts.limited(CLOCK),
                clients -> inDynamoDb(config.tables(), clients.dynamoDb(), beside));
    }

    /** With stores of the caller's, which this does not close. Nothing is asked of AWS yet. */
    public static AwsDataAccount open(AwsConfig config, MetadataStores stores) {
        return open(config, stores, AwsObserver.NONE);
    }

    /**
     * The same, watched.
     *
     * @param observer hears of every call to AWS
     */
    public static AwsDataAccount open(AwsConfig config, MetadataStores stores, AwsObserver observer) {
        return open(config, stores, observer, SessionStarts.limited(CLOCK));
    }

    /**
     * The same with other bounds of new sessions.
     *
     * @param starts what every new session passes
     */
    public static AwsDataAccount open(
            AwsConfig config, MetadataStores stores, AwsObserver observer, SessionStarts starts) {
        return new AwsDataAccount(config, observer, starts, clients -> stores);
    }

    private static MetadataStores inDynamoDb(AwsTables tables, DynamoDbClient dynamoDb, AuditLog beside) {
        return new MetadataStores(
                new DynamoDbUsecaseRepository(dynamoDb, tables.usecases(), tables.userRoles()),
                new DynamoDbRoleAssignments(dynamoDb, tables.userRoles(), tables.usecases()),
                tables.auditLog()
                        .map(table -> beside.andThen(new DynamoDbAuditLog(dynamoDb, table, tables.auditKept())))
                        .orElse(beside));
    }

    /** URLs that are to live longer than an hour need a session that does, as far as there are any. */
    private static Duration sessionLife(AwsConfig config) {
        Duration wanted = config.settings().maxExpiresIn().duration();
        Duration possible = wanted.compareTo(MAX_SESSION) < 0 ? wanted : MAX_SESSION;
        Duration usual = StsCredentialResolver.DEFAULT_SESSION_LIFE;
        return possible.compareTo(usual) < 0 ? usual : possible;
    }

    public DataAccountService service() {
        return service;
    }

    /** Sets up what an https connection needs, so that the first call does not wait for it. Nothing is asked of AWS. */
    public void prepareTls() {
        clients.prepareTls();
    }

    /**
     * Returns if the stores of use cases and of roles answer. The audit log is not asked: it can only be written.
     *
     * @throws DataException as the store does
     */
    public void checkReady() {
        stores.usecases().find(PROBE_USECASE);
        stores.roles().find(PROBE_USER, RoleScope.GLOBAL);
    }

    @Override
    public void close() {
        clients.close();
    }
}

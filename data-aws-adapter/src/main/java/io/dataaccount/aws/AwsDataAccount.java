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
 * The operations of Data Account on AWS: buckets on S3, sessions from STS, and use cases, roles and the audit log in
 * DynamoDB or in stores that the program supplies. A program opens one instance and keeps it until it ends, because the
 * instance holds SDK clients, cached sessions and the known regions of buckets. {@link #close} closes the SDK clients.
 * Safe for use by many threads.
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
                        clients.sts(),
                        clients.ownCredentials(),
                        CLOCK,
                        sessionDuration(config),
                        observer,
                        starts,
                        config.policyDialect()),
                this.stores.usecases(),
                this.stores.roles(),
                new MeteredAuditLog(this.stores.audit(), observer));
        this.service = DataAccountService.create(ports, config.settings(), CLOCK);
    }

    /**
     * Opens a data account with all its stores in DynamoDB, and without metrics. There is no audit log if the
     * configuration has no table for it. Sends no request to AWS.
     */
    public static AwsDataAccount open(AwsConfig config) {
        return open(config, AuditLog.NONE, AwsObserver.NONE);
    }

    /**
     * Opens a data account with all its stores in DynamoDB and with a second audit log. Sends no request to AWS.
     *
     * @param otherAuditLog receives each event before the audit table does, if the configuration has an audit table;
     *     the only audit log otherwise
     * @param observer is notified of every call to AWS
     */
    public static AwsDataAccount open(AwsConfig config, AuditLog otherAuditLog, AwsObserver observer) {
        return new AwsDataAccount(
                config,
                observer,
                SessionStarts.limited(CLOCK),
                clients -> dynamoDbStores(config.tables(), clients.dynamoDb(), otherAuditLog));
    }

    /**
     * Opens a data account with other stores than DynamoDB, and without metrics. Sends no request to AWS.
     *
     * @param stores remain open when the data account is closed
     */
    public static AwsDataAccount open(AwsConfig config, MetadataStores stores) {
        return open(config, stores, AwsObserver.NONE);
    }

    /**
     * Opens a data account with other stores than DynamoDB. Sends no request to AWS.
     *
     * @param stores remain open when the data account is closed
     * @param observer is notified of every call to AWS
     */
    public static AwsDataAccount open(AwsConfig config, MetadataStores stores, AwsObserver observer) {
        return open(config, stores, observer, SessionStarts.limited(CLOCK));
    }

    /**
     * Opens a data account with other stores than DynamoDB and with other limits on new sessions. Sends no request to
     * AWS.
     *
     * @param stores remain open when the data account is closed
     * @param observer is notified of every call to AWS
     * @param starts decides whether a new session may be requested from STS; the other methods use
     *     {@link SessionStarts#limited}
     */
    public static AwsDataAccount open(
            AwsConfig config, MetadataStores stores, AwsObserver observer, SessionStarts starts) {
        return new AwsDataAccount(config, observer, starts, clients -> stores);
    }

    private static MetadataStores dynamoDbStores(AwsTables tables, DynamoDbClient dynamoDb, AuditLog otherAuditLog) {
        return new MetadataStores(
                new DynamoDbUsecaseRepository(dynamoDb, tables.usecases(), tables.userRoles()),
                new DynamoDbRoleAssignments(dynamoDb, tables.userRoles(), tables.usecases()),
                tables.auditLog()
                        .map(table -> otherAuditLog.andThen(new DynamoDbAuditLog(dynamoDb, table, tables.auditKept())))
                        .orElse(otherAuditLog));
    }

    /**
     * A presigned URL ends with the session that signed it. If URLs may live longer than an hour, sessions last as
     * long, up to the maximum of STS.
     */
    private static Duration sessionDuration(AwsConfig config) {
        Duration wanted = config.settings().maxExpiresIn().duration();
        Duration possible = wanted.compareTo(MAX_SESSION) < 0 ? wanted : MAX_SESSION;
        Duration usual = StsCredentialResolver.DEFAULT_SESSION_LIFE;
        return possible.compareTo(usual) < 0 ? usual : possible;
    }

    /** The operations of this data account. They can be used until {@link #close}. */
    public DataAccountService service() {
        return service;
    }

    /** Sets up TLS, so that the first call to AWS does not wait for it. Sends no request. */
    public void prepareTls() {
        clients.prepareTls();
    }

    /**
     * Checks that the stores of use cases and of roles respond; reads one record from each. Does not check the audit
     * log, because calls continue while it cannot be written, unless it is required.
     *
     * @throws DataException if a store cannot be read; its code says whether to try again
     */
    public void checkReady() {
        checkUsecases();
        checkRoles();
    }

    /**
     * Checks that the store of use cases responds; reads one record.
     *
     * @throws DataException if the store cannot be read; its code says whether to try again
     */
    public void checkUsecases() {
        stores.usecases().find(PROBE_USECASE);
    }

    /**
     * Checks that the store of roles responds; reads one record.
     *
     * @throws DataException if the store cannot be read; its code says whether to try again
     */
    public void checkRoles() {
        stores.roles().find(PROBE_USER, RoleScope.GLOBAL);
    }

    /**
     * Logs a notice if the table of use cases lacks an index, with the command that adds it. The operations work without
     * the indexes, but changes of data accounts read the whole table. A program calls this once, at its start. Sends
     * four requests to DynamoDB; does nothing for other stores.
     */
    public void checkIndexes() {
        if (stores.usecases() instanceof DynamoDbUsecaseRepository table) {
            table.checkIndexes();
        }
    }

    /** Closes the SDK clients. Stores that the program supplied remain open. */
    @Override
    public void close() {
        clients.close();
    }
}

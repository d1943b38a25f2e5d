package io.dataaccount.aws;

import io.dataaccount.aws.dynamodb.DynamoDbUsecaseRepository;
import io.dataaccount.aws.s3.S3BucketStore;
import io.dataaccount.aws.sts.StsCredentialResolver;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.UsecaseId;
import io.dataaccount.core.port.UsecaseRepository;
import io.dataaccount.core.usecase.UseCases;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;

/**
 * The use cases over the real ports: buckets on S3, sessions from STS, and use cases in DynamoDB or in whatever store is
 * given instead. Open one for as long as the program runs; it keeps clients, sessions and what it knows of buckets. Safe
 * for use by many threads.
 */
public final class AwsDataAccount implements AutoCloseable {
    /** @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">DurationSeconds</a> */
    private static final Duration LONGEST_SESSION = Duration.ofHours(12);

    private static final UsecaseId NOBODYS = new UsecaseId("readiness-probe");

    private final AwsClients clients;
    private final UsecaseRepository usecases;
    private final UseCases useCases;

    private AwsDataAccount(AwsConfig config, Function<AwsClients, UsecaseRepository> store) {
        Clock clock = Clock.systemUTC();
        this.clients = new AwsClients(config);
        this.usecases = store.apply(clients);
        this.useCases = UseCases.over(
                new S3BucketStore(clients.s3(), config.region()),
                clients.presigner(),
                new StsCredentialResolver(clients.sts(), clients.ownCredentials(), clock, sessionLife(config)),
                usecases,
                config.settings(),
                clock);
    }

    /** With use cases in DynamoDB. Nothing is asked of AWS yet. */
    public static AwsDataAccount open(AwsConfig config) {
        return new AwsDataAccount(
                config, clients -> new DynamoDbUsecaseRepository(clients.dynamoDb(), config.usecasesTable()));
    }

    /** With use cases in a store of the caller's, which this does not close. Nothing is asked of AWS yet. */
    public static AwsDataAccount open(AwsConfig config, UsecaseRepository usecases) {
        return new AwsDataAccount(config, clients -> usecases);
    }

    /** URLs that are to live longer than an hour need a session that does, as far as there are any. */
    private static Duration sessionLife(AwsConfig config) {
        Duration wanted = config.settings().maxExpiresIn().duration();
        Duration possible = wanted.compareTo(LONGEST_SESSION) < 0 ? wanted : LONGEST_SESSION;
        Duration usual = StsCredentialResolver.DEFAULT_SESSION_LIFE;
        return possible.compareTo(usual) < 0 ? usual : possible;
    }

    public UseCases useCases() {
        return useCases;
    }

    /**
     * Returns if the store of use cases answers.
     *
     * @throws DataException as the store does
     */
    public void checkReady() {
        usecases.find(NOBODYS);
    }

    @Override
    public void close() {
        clients.close();
    }
}

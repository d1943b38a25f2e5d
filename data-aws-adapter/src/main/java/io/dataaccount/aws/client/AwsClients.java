package io.dataaccount.aws.client;

import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.config.AwsObserver;
import io.dataaccount.aws.config.InvalidConfigurationException;
import io.dataaccount.aws.config.NetworkVariables;
import io.dataaccount.aws.credentials.CredentialsCheck;
import io.dataaccount.aws.credentials.OwnCredentials;
import io.dataaccount.aws.dynamodb.DynamoDbBodies;
import io.dataaccount.aws.s3.S3Clients;
import io.dataaccount.aws.s3.SdkCredentials;
import io.dataaccount.aws.s3.presign.S3UploadPresigner;
import io.dataaccount.aws.sdk.CallLimits;
import io.dataaccount.aws.sdk.EmptyVariables;
import io.dataaccount.aws.sdk.SdkMetricsPublisher;
import io.dataaccount.core.model.account.Credentials;
import java.net.URI;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.IdpCommunicationErrorException;

/**
 * Builds the SDK clients with one common HTTP client, and closes them. Every call has a time limit:
 *
 * <table>
 *   <caption>Limits of one call to AWS</caption>
 *   <tr><th></th><th>STS, DynamoDB</th><th>S3</th></tr>
 *   <tr><td>to connect</td><td>3 s</td><td>3 s</td></tr>
 *   <tr><td>between two reads of a response</td><td>8 s</td><td>8 s</td></tr>
 *   <tr><td>an attempt</td><td>5 s</td><td>8 s</td></tr>
 *   <tr><td>all attempts and the waits between them</td><td>12 s</td><td>20 s</td></tr>
 *   <tr><td>attempts</td><td>3</td><td>3</td></tr>
 * </table>
 *
 * Obtaining the server's own credentials comes before these limits and has one of its own, of 10 seconds.
 *
 * <p>Retries follow the SDK's standard mode: the wait between attempts is random and its upper bound doubles with each
 * attempt, and there are no retries while most calls fail. A call that reaches its limit fails with UNAVAILABLE. A call
 * that AWS throttles in the last attempt fails with THROTTLED. Safe for use by many threads, except {@link #close}.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html">Retry behavior</a>
 */
public final class AwsClients implements AutoCloseable {
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(12);

    private final Deque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();
    private final AwsConfig config;
    private final Region region;
    private final AwsObserver observer;
    private final SdkHttpClient transport;
    private final SdkHttpClient http;
    private final AwsCredentialsProvider ownCredentials;

    /** Clients without metrics. Sends no request. */
    public AwsClients(AwsConfig config) {
        this(config, AwsObserver.NONE);
    }

    /** @param observer is notified of every call to AWS */
    public AwsClients(AwsConfig config, AwsObserver observer) {
        this(
                config,
                observer,
                NetworkVariables.exist(System.getenv()) ? new NetworkHttpClient() : new LazyTlsHttpClient());
    }

    /**
     * @param observer is notified of every call to AWS
     * @param http sends the requests; is closed with the clients
     */
    public AwsClients(AwsConfig config, AwsObserver observer, SdkHttpClient http) {
        EmptyVariables.hide();
        this.config = config;
        this.observer = observer;
        this.region = Region.of(config.region().value());
        this.transport = http;
        this.http = opened(new GuardedHttpClient(http));
        this.ownCredentials = provider(config.ownCredentials());
    }

    private AwsCredentialsProvider provider(@Nullable Credentials own) {
        if (own == null) {
            return opened(OwnCredentials.ofEnvironment(this::stsWithoutCredentials));
        }
        return StaticCredentialsProvider.create(SdkCredentials.of(own));
    }

    /** The server's own credentials. {@link #close} closes the provider. */
    public AwsCredentialsProvider ownCredentials() {
        return ownCredentials;
    }

    /**
     * Sets up TLS, so that the first request does not wait for it. Does nothing with an HTTP client of the caller's.
     */
    public void prepareTls() {
        if (transport instanceof PreparedTls ours) {
            ours.prepareTls();
        }
    }

    /**
     * What is wrong with the server's own credentials.
     *
     * @return sentences for the operator; empty if there are credentials
     */
    public static List<String> credentialProblems(AwsConfig config) {
        try (AwsClients clients = new AwsClients(config)) {
            return CredentialsCheck.problems(clients::stsWithoutCredentials);
        } catch (InvalidConfigurationException e) {
            return e.problems();
        }
    }

    /** A new client. {@link #close} closes it. */
    public StsClient sts() {
        return sts(ownCredentials, this::limit);
    }

    /** For AssumeRoleWithWebIdentity. STS says when it could not reach the issuer of the token, and to try again. */
    private StsClient stsWithoutCredentials() {
        return sts(AnonymousCredentialsProvider.create(), calls -> {
            limit(calls);
            calls.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                    .retryOnException(IdpCommunicationErrorException.class)
                    .build());
        });
    }

    private StsClient sts(AwsCredentialsProvider credentials, Consumer<ClientOverrideConfiguration.Builder> overrides) {
        return opened(StsClient.builder()
                .httpClient(http)
                .region(region)
                .endpointOverride(config.stsEndpoint())
                .credentialsProvider(credentials)
                .overrideConfiguration(overrides)
                .build());
    }

    /** A new client. {@link #close} closes it. */
    public DynamoDbClient dynamoDb() {
        return opened(DynamoDbClient.builder()
                .httpClient(http)
                .region(region)
                .credentialsProvider(ownCredentials)
                .overrideConfiguration(calls -> {
                    limit(calls);
                    calls.addExecutionInterceptor(new DynamoDbBodies());
                })
                .build());
    }

    /**
     * New clients. {@link #close} closes them.
     *
     * @throws InvalidConfigurationException if the SDK refuses the settings of the S3 endpoint, such as a custom
     *     endpoint together with FIPS
     */
    public S3Clients s3() {
        S3EndpointCheck.run(config);
        return opened(new S3Clients(http, config.s3Endpoint(), config.s3PathStyle(), this::watch));
    }

    /** A new presigner, for the public S3 endpoint if there is one. */
    public S3UploadPresigner presigner() {
        URI elsewhere = config.publicS3Endpoint();
        return new S3UploadPresigner(elsewhere == null ? config.s3Endpoint() : elsewhere, config.s3PathStyle());
    }

    private void limit(ClientOverrideConfiguration.Builder calls) {
        CallLimits.set(calls, CALL_TIMEOUT, ATTEMPT_TIMEOUT);
        watch(calls);
    }

    /** Adds no publisher if there is no observer, because the SDK then measures nothing. */
    private void watch(ClientOverrideConfiguration.Builder calls) {
        if (observer != AwsObserver.NONE) {
            calls.addMetricPublisher(new SdkMetricsPublisher(observer));
        }
    }

    private <T extends AutoCloseable> T opened(T client) {
        opened.push(client);
        return client;
    }

    /** Closes everything in the reverse order of opening. */
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            close(opened.pop());
        }
    }

    private static void close(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception e) {
            throw new IllegalStateException("closing an AWS client failed", e);
        }
    }
}

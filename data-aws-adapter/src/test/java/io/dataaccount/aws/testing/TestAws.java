package io.dataaccount.aws.testing;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.testkit.embedded.EmbeddedAws;
import io.dataaccount.testkit.embedded.EmbeddedAwsConfig;
import io.dataaccount.testkit.embedded.config.EmbeddedRole;
import io.dataaccount.testkit.embedded.config.ReceivedRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** An embedded AWS for one test class. It records the requests of the current test. */
public class TestAws implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    public static final AccountId DATA = new AccountId("444455556666");
    public static final AccountId OTHER = new AccountId("777788889999");

    private final Queue<ReceivedRequest> requests = new ConcurrentLinkedQueue<>();
    private volatile Consumer<ReceivedRequest> onRequest = request -> {};
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final Clock clock;
    private @Nullable Path directory;
    private @Nullable EmbeddedAws aws;

    public TestAws(Clock clock) {
        this.clock = clock;
    }

    public TestAws() {
        this(Clock.systemUTC());
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        directory = Files.createTempDirectory("data-account-test");
        aws = EmbeddedAws.start(EmbeddedAwsConfig.inDirectory(directory)
                .withClock(clock)
                .withListener(this::received)
                .withRoles(role(DATA), role(OTHER)));
    }

    private void received(ReceivedRequest request) {
        requests.add(request);
        onRequest.accept(request);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        aws().stopFailing();
        onRequest = request -> {};
        requests.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        http.close();
        if (aws != null) {
            aws.close();
        }
        if (directory != null) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    public EmbeddedAws aws() {
        return requireNonNull(aws, "not started");
    }

    public SdkHttpClient http() {
        return http;
    }

    /** All requests since the start of the test, or since {@link #forget}. */
    public List<ReceivedRequest> requests() {
        return List.copyOf(requests);
    }

    /** Runs this in the server's thread before the server responds. */
    public void onRequest(Consumer<ReceivedRequest> hook) {
        onRequest = hook;
    }

    public List<ReceivedRequest> requests(String operation) {
        return requests.stream()
                .filter(request -> request.operation().equals(operation))
                .toList();
    }

    public List<String> operations() {
        return requests.stream().map(ReceivedRequest::operation).toList();
    }

    public void forget() {
        requests.clear();
    }

    public StaticCredentialsProvider user() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                aws().user().accessKeyId(), aws().user().secretAccessKey()));
    }

    public StsClient sts() {
        return sts(aws().stsEndpoint());
    }

    /** A client without retries, because the tests count requests and make them fail. */
    public StsClient sts(URI endpoint) {
        return StsClient.builder()
                .httpClient(http)
                .region(Region.US_EAST_1)
                .endpointOverride(endpoint)
                .credentialsProvider(user())
                .overrideConfiguration(calls -> calls.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /** A new session in an account, with all permissions. */
    public AccountSession open(AccountId account) {
        return open(role(account));
    }

    public AccountSession open(EmbeddedRole role) {
        aws().register(role);
        try (StsClient sts = sts()) {
            var session = sts.assumeRole(request -> request.roleArn(role.arn())
                            .externalId(role.externalId())
                            .roleSessionName("test"))
                    .credentials();
            return new AccountSession(
                    new RoleArn(role.arn()).account(),
                    role.arn(),
                    new Credentials(
                            session.accessKeyId(),
                            session.secretAccessKey(),
                            session.sessionToken(),
                            session.expiration()));
        }
    }

    private static EmbeddedRole role(AccountId account) {
        return new EmbeddedRole("arn:aws:iam::" + account + ":role/Data", "external-id-of-" + account);
    }
}

package io.dataaccount.testkit.embedded;

import io.dataaccount.testkit.embedded.config.EmbeddedRole;
import io.dataaccount.testkit.embedded.config.ReceivedRequest;
import io.dataaccount.testkit.fake.MutableClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * An embedded AWS with clients for tests: clients of the AWS SDK without retries, and a plain HTTP client. The caller
 * closes it. Safe for use by many threads.
 */
public final class Cloud implements AutoCloseable {
    public static final String ACCOUNT = "111111111111";
    public static final String OTHER_ACCOUNT = "222222222222";
    public static final EmbeddedRole ROLE = new EmbeddedRole("arn:aws:iam::" + ACCOUNT + ":role/data/owner", null);
    public static final EmbeddedRole OTHERS_ROLE =
            new EmbeddedRole("arn:aws:iam::" + OTHER_ACCOUNT + ":role/stranger", "ext-1");

    private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    final List<ReceivedRequest> received = new CopyOnWriteArrayList<>();
    final MutableClock clock = new MutableClock(Instant.now());
    public final EmbeddedAws aws;

    public Cloud(Path directory) {
        this(EmbeddedAwsConfig.inDirectory(directory));
    }

    /** Uses the configuration, except that clock, roles and listener are those of this class. */
    public Cloud(EmbeddedAwsConfig config) {
        this.aws = EmbeddedAws.start(
                config.withClock(clock).withRoles(ROLE, OTHERS_ROLE).withListener(received::add));
    }

    public AwsCredentials user() {
        return AwsBasicCredentials.create(aws.user().accessKeyId(), aws.user().secretAccessKey());
    }

    /** A client with the keys of the user, in us-east-1. */
    public S3Client s3() {
        return s3(user(), "us-east-1");
    }

    /**
     * A client with retries, for requests that the server may refuse before they are sent completely: the HTTP client
     * of the JDK then sometimes fails before it reads the response.
     */
    S3Client s3WithRetries() {
        return keep(builder(user(), "us-east-1")
                .overrideConfiguration(
                        change -> change.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(20)
                                .backoffStrategy(BackoffStrategy.retryImmediately())
                                .build()))
                .build());
    }

    public S3Client s3(AwsCredentials credentials, String region) {
        return keep(builder(credentials, region).build());
    }

    private S3ClientBuilder builder(AwsCredentials credentials, String region) {
        return S3Client.builder()
                .endpointOverride(aws.s3Endpoint())
                .forcePathStyle(true)
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(change -> change.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }

    public S3Presigner presigner(AwsCredentials credentials) {
        return keep(S3Presigner.builder()
                .endpointOverride(aws.s3Endpoint())
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build());
    }

    public StsClient sts() {
        return sts(user());
    }

    public StsClient sts(AwsCredentials credentials) {
        return keep(StsClient.builder()
                .endpointOverride(aws.stsEndpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(change -> change.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build());
    }

    /** Credentials of a new session of one hour; the role must be registered. */
    public AwsSessionCredentials session(EmbeddedRole role) {
        Credentials issued = sts().assumeRole(request -> request.roleArn(role.arn())
                        .externalId(role.externalId())
                        .roleSessionName("test"))
                .credentials();
        return AwsSessionCredentials.create(issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(aws.s3Endpoint() + path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no response", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Closes the clients and the embedded AWS. */
    @Override
    public void close() {
        aws.close();
        opened.forEach(Cloud::close);
    }

    private <T extends AutoCloseable> T keep(T client) {
        opened.add(client);
        return client;
    }

    private static void close(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception e) {
            throw new AssertionError("a client does not close", e);
        }
    }
}

package io.dataaccount.aws.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.dataaccount.aws.config.AwsObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The outcomes of calls of real SDK clients to a server with scripted responses. */
class SdkMetricsPublisherTest {
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("example", "example"));

    private final List<String> calls = new ArrayList<>();
    private final AwsObserver observer = new AwsObserver() {
        @Override
        public void called(String service, String operation, Outcome outcome, int retries, Duration took) {
            calls.add(service + " " + operation + " " + outcome + " " + retries);
        }

        @Override
        public void sessionUsed(boolean cached) {}

        @Override
        public void urlSigned() {}

        @Override
        public void auditFailed() {}
    };

    private final HttpServer server;

    SdkMetricsPublisherTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "200, SUCCESS 0",
        "404, REFUSED 0",
        "403, REFUSED 0",
        "412, REFUSED 0",
        "301, REFUSED 0",
        "500, FAILURE 1",
        "503, FAILURE 1"
    })
    void statusOfS3_isTheOutcome(int status, String outcome) {
        respond(status, "");
        try (S3Client s3 = s3(endpoint())) {
            headBucket(s3);
        }
        assertThat(calls).containsExactly("S3 HeadBucket " + outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "ProvisionedThroughputExceededException, FAILURE 1",
        "ThrottlingException, FAILURE 1",
        "ConditionalCheckFailedException, REFUSED 0",
        "AccessDeniedException, REFUSED 0"
    })
    void throttlingWithStatus400_isAFailure(String error, String outcome) {
        respond(400, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + error + "\"}");
        try (DynamoDbClient dynamoDb = DynamoDbClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(endpoint())
                .credentialsProvider(CREDENTIALS)
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(config -> config.addMetricPublisher(new SdkMetricsPublisher(observer))
                        .retryStrategy(DefaultRetryStrategy.standardStrategyBuilder()
                                .maxAttempts(2)
                                .build()))
                .build()) {
            assertThatThrownBy(dynamoDb::listTables).isInstanceOf(SdkException.class);
        }
        assertThat(calls).containsExactly("DynamoDB ListTables " + outcome);
    }

    @Test
    void noResponse_isAFailure() {
        try (S3Client s3 = s3(URI.create("http://127.0.0.1:1"))) {
            headBucket(s3);
        }
        assertThat(calls).containsExactly("S3 HeadBucket FAILURE 1");
    }

    private static void headBucket(S3Client s3) {
        try {
            s3.headBucket(head -> head.bucket("some-bucket"));
        } catch (SdkException e) {
            // its outcome is what the tests check
        }
    }

    private S3Client s3(URI endpoint) {
        return S3Client.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .credentialsProvider(CREDENTIALS)
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(config -> config.addMetricPublisher(new SdkMetricsPublisher(observer))
                        .retryStrategy(DefaultRetryStrategy.standardStrategyBuilder()
                                .maxAttempts(2)
                                .build()))
                .build();
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void respond(int status, String body) {
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}

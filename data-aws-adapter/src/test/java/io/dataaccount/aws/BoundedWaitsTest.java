package io.dataaccount.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.dataaccount.aws.client.AwsClients;
import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.dynamodb.DynamoDbRoleAssignments;
import io.dataaccount.aws.s3.S3BucketStore;
import io.dataaccount.aws.sts.StsCredentialResolver;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.port.SessionRequest;
import io.dataaccount.core.port.SessionRequest.Purpose;
import io.dataaccount.core.port.SessionScope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the limits of {@link AwsClients} with services that do not respond, cannot be reached, or throttle. */
class BoundedWaitsTest {
    private static final String DYNAMODB_ENDPOINT = "aws.endpointUrl";
    private static final Credentials OWN = new Credentials("AKIAEXAMPLE", "secret", null, null);
    private static final AccountSession ACCESS = new AccountSession(new AccountId("444455556666"), "a role", OWN);

    /** For each service, a request and the error response that means throttling. */
    private enum Service {
        S3(
                "<Error><Code>SlowDown</Code><Message>m</Message></Error>",
                503,
                clients -> new S3BucketStore(clients.s3(), Region.US_EAST_1)
                        .list(
                                ACCESS,
                                new Bucket(new BucketName("my-data"), Region.US_EAST_1),
                                Prefix.ROOT,
                                PageRequest.first(PageSize.MAX))),
        STS(
                "<ErrorResponse><Error><Code>Throttling</Code><Message>m</Message></Error></ErrorResponse>",
                400,
                clients -> new StsCredentialResolver(clients.sts(), clients.ownCredentials())
                        .resolve(new SessionRequest(
                                new Caller("u-1", "ana", false),
                                new AccountRole(
                                        new AccountId("444455556666"),
                                        new RoleArn("arn:aws:iam::444455556666:role/Data"),
                                        null),
                                Purpose.BROWSE,
                                SessionScope.ACCOUNT,
                                Duration.ofMinutes(1)))),
        DYNAMODB(
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ThrottlingException\"}",
                400,
                clients -> new DynamoDbRoleAssignments(
                                clients.dynamoDb(), "dda-portal-user-roles", "dda-portal-usecases")
                        .of(new UserId("u-1")));

        private final String throttled;
        private final int status;
        private final Consumer<AwsClients> call;

        Service(String throttled, int status, Consumer<AwsClients> call) {
            this.throttled = throttled;
            this.status = status;
            this.call = call;
        }

        Optional<ErrorCode> outcome(URI server) {
            System.setProperty(DYNAMODB_ENDPOINT, server.toString());
            try (AwsClients clients =
                    new AwsClients(AwsConfig.in(Region.US_EAST_1, List.of()).onServers(server, server, OWN))) {
                call.accept(clients);
                return Optional.empty();
            } catch (DataException e) {
                return Optional.of(e.code());
            }
        }
    }

    @AfterEach
    void forgetEndpoint() {
        System.clearProperty(DYNAMODB_ENDPOINT);
    }

    /** The server accepts connections and never responds. The three requests run in parallel, to wait only once. */
    @Test
    void serviceThatHangs_isGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI server = address(silent.getLocalPort());
            List<CompletableFuture<Optional<ErrorCode>>> outcomes = List.of(Service.values()).stream()
                    .map(service -> CompletableFuture.supplyAsync(
                            () -> service.outcome(server), task -> new Thread(task).start()))
                    .toList();
            assertThat(outcomes.stream().map(CompletableFuture::join))
                    .containsExactly(
                            Optional.of(ErrorCode.UNAVAILABLE),
                            Optional.of(ErrorCode.UNAVAILABLE),
                            Optional.of(ErrorCode.UNAVAILABLE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void serviceThatRefusesConnections_isUnavailable(Service service) throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertThat(service.outcome(address(port))).contains(ErrorCode.UNAVAILABLE);
    }

    @ParameterizedTest
    @EnumSource
    void serviceThatThrottles_isAskedThreeTimes(Service service) throws IOException {
        assertThat(attempts(service, service.status, service.throttled, ErrorCode.THROTTLED))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void serviceThatFails_isAskedThreeTimes(Service service) throws IOException {
        assertThat(attempts(service, 500, "", ErrorCode.UNAVAILABLE)).isEqualTo(3);
    }

    private static int attempts(Service service, int status, String body, ErrorCode expected) throws IOException {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            byte[] answer = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            assertThat(service.outcome(address(server.getAddress().getPort()))).contains(expected);
        } finally {
            server.stop(0);
        }
        return requests.get();
    }

    private static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}

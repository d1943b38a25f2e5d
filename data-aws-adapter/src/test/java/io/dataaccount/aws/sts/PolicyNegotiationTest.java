package io.dataaccount.aws.sts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dataaccount.aws.config.AwsObserver;
import io.dataaccount.aws.config.PolicyDialect;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.policy.SessionStarts;
import io.dataaccount.core.port.SessionRequest;
import io.dataaccount.core.port.SessionRequest.Purpose;
import io.dataaccount.core.port.SessionScope;
import io.dataaccount.testkit.contract.SeededRandom;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.text.MessageFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** Sessions of an STS that refuses every session policy with an action that it does not know. */
class PolicyNegotiationTest {
    private static final AccountId ACCOUNT = new AccountId("444455556666");
    private static final RoleArn ROLE = new RoleArn("arn:aws:iam::444455556666:role/Data");
    private static final BucketName BUCKET = new BucketName("bbb");
    private static final SessionScope WHOLE = SessionScope.of(BUCKET);
    private static final SessionScope PART = new SessionScope(BUCKET, new Prefix("team-a"));

    /** The error of such a server: the format of S3, in which the SDK finds no code of STS. */
    private static final Answer REFUSED_POLICY = new Answer(
            400,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>InvalidRequest</Code><Message>Failed to parse session"
                    + " policy: invalid action</Message></Error>");

    private record Answer(int status, String body) {}

    private final List<String> policies = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Function<String, Answer> script = PolicyNegotiationTest::otherMaker;
    private HttpServer server;
    private StsClient sts;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        sts = client(UrlConnectionHttpClient.create(), endpoint(), Region.US_EAST_1);
    }

    @AfterEach
    void stop() {
        sts.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        Map<String, String> form = Arrays.stream(body.split("&"))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0], each -> URLDecoder.decode(each[1], UTF_8)));
        String policy = form.getOrDefault("Policy", "none");
        policies.add(policy);
        Answer answer = script.apply(policy);
        byte[] bytes = answer.body().getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/xml");
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Answer otherMaker(String policy) {
        return SessionPolicyTest.actions(policy).stream().anyMatch(SessionPolicyTest::isUnknownToOthers)
                ? REFUSED_POLICY
                : session();
    }

    private static Answer session() {
        return new Answer(
                200,
                "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA1</AccessKeyId><SecretAccessKey>s"
                        + "</SecretAccessKey><SessionToken>t</SessionToken><Expiration>"
                        + Instant.now().plusSeconds(3600) + "</Expiration></Credentials></AssumeRoleResult>"
                        + "</AssumeRoleResponse>");
    }

    private static Answer error(int status, String code) {
        return new Answer(status, "<ErrorResponse><Error><Code>" + code + "</Code></Error></ErrorResponse>");
    }

    @TestFactory
    Stream<DynamicTest> everyPurposeAndScope_getsASessionWithAPolicy() {
        SessionScope longest = new SessionScope(BUCKET, new Prefix("p".repeat(1000)));
        return Arrays.stream(Purpose.values())
                .flatMap(purpose -> Stream.of(SessionScope.ACCOUNT, WHOLE, PART, longest)
                        .map(scope -> DynamicTest.dynamicTest(purpose + " " + scope, () -> {
                            policies.clear();
                            assertThat(resolver(PolicyDialect.AUTO)
                                            .resolve(request(purpose, scope))
                                            .account())
                                    .isEqualTo(ACCOUNT);
                            assertThat(policies).hasSize(purpose == Purpose.BROWSE ? 1 : 2);
                            assertThat(policies.get(0)).isEqualTo(policy(purpose, scope, SessionPolicy.Form.AWS));
                            assertThat(policies.get(policies.size() - 1))
                                    .isEqualTo(policy(purpose, scope, SessionPolicy.Form.COMPATIBLE));
                        })));
    }

    @Test
    void afterTheFirstRefusal_theFormIsKnownForAllPurposes() {
        StsCredentialResolver resolver = resolver(PolicyDialect.AUTO);
        resolver.resolve(request(Purpose.UPLOAD, PART));
        policies.clear();
        for (int i = 0; i < 3; i++) {
            resolver.resolve(request(Purpose.MANAGE, WHOLE));
            resolver.resolve(request(Purpose.UPLOAD, WHOLE));
        }
        assertThat(policies)
                .hasSize(6)
                .allSatisfy(each -> assertThat(otherMaker(each).status()).isEqualTo(200));
    }

    @Test
    void theLog_namesTheFormOnce() {
        List<String> lines = new ArrayList<>();
        Logger logger = Logger.getLogger(PolicyNegotiation.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(MessageFormat.format(line.getMessage(), line.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            for (PolicyDialect dialect : List.of(PolicyDialect.AUTO, PolicyDialect.COMPATIBLE)) {
                StsCredentialResolver resolver = resolver(dialect);
                resolver.resolve(request(Purpose.UPLOAD, PART));
                resolver.resolve(request(Purpose.MANAGE, WHOLE));
            }
            script = policy -> session();
            resolver(PolicyDialect.AUTO).resolve(request(Purpose.UPLOAD, PART));
        } finally {
            logger.removeHandler(handler);
        }
        String server = "Session policies for STS at 127.0.0.1:" + endpoint().getPort() + " have the form ";
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .startsWith(server + "compatible, because this server refused")
                .contains("status 400");
        assertThat(lines.get(1)).startsWith(server + "compatible, as STS_POLICY_DIALECT says");
        assertThat(lines.get(2)).startsWith(server + "aws, which this server accepts");
    }

    @Test
    void manyThreads_areRefusedOnce() {
        StsCredentialResolver resolver = resolver(PolicyDialect.AUTO);
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        script = policy -> {
            if (arrived.getCount() == 1) {
                arrived.countDown();
                await(refused);
            }
            return otherMaker(policy);
        };
        List<CompletableFuture<AccountSession>> all = new ArrayList<>();
        all.add(CompletableFuture.supplyAsync(() -> resolver.resolve(request(Purpose.UPLOAD, PART)), threads));
        await(arrived);
        IntStream.range(0, 15)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> resolver.resolve(request(i % 2 == 0 ? Purpose.MANAGE : Purpose.UPLOAD, WHOLE)), threads))
                .forEach(all::add);
        refused.countDown();
        all.forEach(CompletableFuture::join);
        assertThat(policies).hasSize(17);
    }

    @Test
    void otherThreads_doNotWaitForASlowFirstRequest() {
        StsCredentialResolver resolver = resolver(PolicyDialect.AUTO);
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch slow = new CountDownLatch(1);
        script = policy -> {
            if (arrived.getCount() == 1) {
                arrived.countDown();
                await(slow);
            }
            return otherMaker(policy);
        };
        CompletableFuture<AccountSession> first =
                CompletableFuture.supplyAsync(() -> resolver.resolve(request(Purpose.UPLOAD, PART)), threads);
        await(arrived);
        resolver.resolve(request(Purpose.MANAGE, WHOLE));
        assertThat(first).isNotDone();
        slow.countDown();
        assertThat(first.join().account()).isEqualTo(ACCOUNT);
        assertThat(policies).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MalformedPolicyDocument",
                "MalformedPolicyDocumentException",
                "XMinioMalformedIAMPolicy",
                "InvalidPolicyDocument",
                "InvalidParameterValue",
                "InvalidRequest",
                "InvalidArgument"
            })
    void aRefusalWithACodeOfAnInvalidPolicy_leadsToTheOtherForm(String code) {
        script = policy -> otherMaker(policy).status() == 200 ? session() : error(400, code);
        resolver(PolicyDialect.AUTO).resolve(request(Purpose.MANAGE, WHOLE));
        assertThat(policies).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "<html><body>Bad request</body></html>", "<Error/>", "<ErrorResponse/>"})
    void aRefusalWithoutACode_leadsToTheOtherForm(String body) {
        script = policy -> otherMaker(policy).status() == 200 ? session() : new Answer(400, body);
        resolver(PolicyDialect.AUTO).resolve(request(Purpose.UPLOAD, PART));
        assertThat(policies).hasSize(3); // such a refusal has to happen twice
    }

    @ParameterizedTest
    @CsvSource({
        "403,AccessDenied,ASSUME_ROLE_DENIED",
        "403,,UNAVAILABLE",
        "401,,UNAVAILABLE",
        "404,,UNAVAILABLE",
        "400,ValidationError,ASSUME_ROLE_DENIED",
        "400,PackedPolicyTooLarge,INCOMPLETE_CONFIGURATION",
        "400,ExpiredTokenException,UNAVAILABLE",
        "400,Throttling,THROTTLED",
        "500,,UNAVAILABLE",
        "503,InternalFailure,UNAVAILABLE"
    })
    void anyOtherRefusal_isTheResult(int status, @Nullable String code, ErrorCode expected) {
        script = policy -> code == null ? new Answer(status, REFUSED_POLICY.body()) : error(status, code);
        StsCredentialResolver resolver = resolver(PolicyDialect.AUTO);
        for (Purpose purpose : Purpose.values()) {
            policies.clear();
            assertThat(refusal(resolver, request(purpose, WHOLE)).code()).isEqualTo(expected);
            assertThat(policies).hasSize(1).doesNotContain("none");
        }
    }

    @Test
    void aServerThatRefusesBothForms_isReportedAndNotRemembered() {
        script = policy -> error(400, "MalformedPolicyDocument");
        StsCredentialResolver resolver = resolver(PolicyDialect.AUTO);
        DataException refusal = refusal(resolver, request(Purpose.MANAGE, WHOLE));
        assertThat(refusal.code()).isEqualTo(ErrorCode.ASSUME_ROLE_DENIED);
        assertThat(refusal.detail()).contains("session policy", "MalformedPolicyDocument", "STS_POLICY_DIALECT");
        script = policy -> session();
        policies.clear();
        resolver.resolve(request(Purpose.MANAGE, WHOLE));
        assertThat(policies).containsExactly(policy(Purpose.MANAGE, WHOLE, SessionPolicy.Form.AWS));
    }

    @Test
    void aRoleThatIsRefusedWithTheOtherForm_isReportedAsSuch() {
        script = policy -> otherMaker(policy).status() == 200 ? error(403, "AccessDenied") : REFUSED_POLICY;
        DataException refusal = refusal(resolver(PolicyDialect.AUTO), request(Purpose.UPLOAD, PART));
        assertThat(refusal.code()).isEqualTo(ErrorCode.ASSUME_ROLE_DENIED);
        assertThat(refusal.detail()).contains("trust policy");
    }

    @Test
    void aFormThatTheServerAccepted_staysInUse() {
        script = policy -> session();
        StsCredentialResolver resolver = resolver(PolicyDialect.AUTO);
        resolver.resolve(request(Purpose.MANAGE, WHOLE));
        script = policy -> REFUSED_POLICY;
        policies.clear();
        assertThat(refusal(resolver, request(Purpose.MANAGE, WHOLE)).code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(policies).containsExactly(policy(Purpose.MANAGE, WHOLE, SessionPolicy.Form.AWS));
    }

    @Test
    void aDialectThatIsConfigured_isNotNegotiated() {
        resolver(PolicyDialect.COMPATIBLE).resolve(request(Purpose.UPLOAD, PART));
        assertThat(policies).containsExactly(policy(Purpose.UPLOAD, PART, SessionPolicy.Form.COMPATIBLE));
        policies.clear();
        assertThat(refusal(resolver(PolicyDialect.AWS), request(Purpose.UPLOAD, PART))
                        .code())
                .isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(policies).containsExactly(policy(Purpose.UPLOAD, PART, SessionPolicy.Form.AWS));
    }

    @ParameterizedTest
    @CsvSource({
        "eu-central-1,",
        "eu-central-1,http://sts.eu-central-1.amazonaws.com",
        "eu-central-1,http://vpce-1-2.sts.eu-central-1.vpce.amazonaws.com",
        "eu-central-1,http://STS.EU-CENTRAL-1.API.AWS",
        "cn-north-1,http://sts.cn-north-1.amazonaws.com.cn",
        "us-gov-west-1,http://sts.us-gov-west-1.amazonaws.com",
        "eusc-de-east-1,http://sts.eusc-de-east-1.amazonaws.eu"
    })
    void stsOfAws_isNeverAskedTwice(String region, @Nullable URI endpoint) {
        script = policy -> REFUSED_POLICY;
        try (SdkHttpClient http = new Redirected(UrlConnectionHttpClient.create(), endpoint());
                StsClient aws = client(http, endpoint, Region.of(region))) {
            StsCredentialResolver resolver = resolver(aws, PolicyDialect.AUTO);
            assertThat(refusal(resolver, request(Purpose.MANAGE, WHOLE)).code()).isEqualTo(ErrorCode.UNAVAILABLE);
        }
        assertThat(policies).containsExactly(policy(Purpose.MANAGE, WHOLE, SessionPolicy.Form.AWS));
    }

    /** The endpoint that the SDK's client uses counts, also if only a profile or the environment names it. */
    @Test
    void aServerThatAProfileNames_isNoStsOfAws() {
        String profile = """
                [default]
                services = others
                [services others]
                sts =
                  endpoint_url = %s
                """.formatted(endpoint());
        try (StsClient configured = StsClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.US_EAST_1)
                .credentialsProvider(user())
                .overrideConfiguration(calls -> calls.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .defaultProfileName("default")
                        .defaultProfileFile(ProfileFile.builder()
                                .content(profile)
                                .type(ProfileFile.Type.CONFIGURATION)
                                .build()))
                .build()) {
            resolver(configured, PolicyDialect.AUTO).resolve(request(Purpose.MANAGE, WHOLE));
        }
        assertThat(policies).hasSize(2);
    }

    /** A proxy in front of STS may refuse one request without a code. That says nothing about the policy. */
    @ParameterizedTest
    @ValueSource(strings = {"", "<html><body>Bad request</body></html>", "<ErrorResponse/>"})
    void oneRefusalByAProxy_doesNotChangeTheForm(String body) {
        AtomicInteger requests = new AtomicInteger();
        script = policy -> requests.getAndIncrement() == 0 ? new Answer(400, body) : session();
        StsCredentialResolver resolver = resolver(PolicyDialect.AUTO);
        resolver.resolve(request(Purpose.UPLOAD, PART));
        resolver.resolve(request(Purpose.MANAGE, PART));
        assertThat(policies)
                .containsExactly(
                        policy(Purpose.UPLOAD, PART, SessionPolicy.Form.AWS),
                        policy(Purpose.UPLOAD, PART, SessionPolicy.Form.AWS),
                        policy(Purpose.MANAGE, PART, SessionPolicy.Form.AWS));
    }

    /** The narrower form stays in use where the server accepted it. */
    @Test
    void afterARefusalOfAnotherPurpose_anAcceptedFormStays() {
        script = policy -> policy.contains("kms:") ? REFUSED_POLICY : session();
        StsCredentialResolver resolver = resolver(PolicyDialect.AUTO);
        resolver.resolve(request(Purpose.MANAGE, WHOLE));
        resolver.resolve(request(Purpose.UPLOAD, WHOLE));
        policies.clear();
        resolver.resolve(request(Purpose.MANAGE, WHOLE));
        resolver.resolve(request(Purpose.UPLOAD, WHOLE));
        assertThat(policies)
                .containsExactly(
                        policy(Purpose.MANAGE, WHOLE, SessionPolicy.Form.AWS),
                        policy(Purpose.UPLOAD, WHOLE, SessionPolicy.Form.COMPATIBLE));
    }

    /** Many threads and a server that refuses at random, with and without a code. */
    @Test
    void refusalsAtRandom_neverLeadToASessionWithoutAPolicyOrWithAnother() {
        Random random = SeededRandom.random("PolicyNegotiationTest");
        Queue<Integer> draws = new ConcurrentLinkedQueue<>();
        random.ints(2_000, 0, 6).forEach(draws::add);
        script = policy -> switch (draws.isEmpty() ? 5 : draws.remove()) {
            case 0 -> REFUSED_POLICY;
            case 1 -> error(400, "MalformedPolicyDocument");
            case 2 -> new Answer(400, "");
            case 3 -> error(503, "InternalFailure");
            default -> otherMaker(policy);
        };
        Set<String> allowed = Arrays.stream(SessionPolicy.Form.values())
                .flatMap(form -> Arrays.stream(Purpose.values())
                        .flatMap(purpose -> Stream.of(WHOLE, PART).map(scope -> policy(purpose, scope, form))))
                .collect(Collectors.toSet());
        StsCredentialResolver resolver = resolver(PolicyDialect.AUTO);
        List<CompletableFuture<Object>> all = IntStream.range(0, 300)
                .mapToObj(i -> CompletableFuture.<Object>supplyAsync(
                        () -> {
                            try {
                                return resolver.resolve(request(Purpose.values()[i % 3], i % 2 == 0 ? WHOLE : PART));
                            } catch (DataException e) {
                                return e.code();
                            }
                        },
                        threads))
                .toList();
        assertThat(all.stream().map(CompletableFuture::join))
                .allSatisfy(result -> assertThat(result).isNotEqualTo(ErrorCode.INTERNAL));
        assertThat(allowed).containsAll(policies);
    }

    private static DataException refusal(StsCredentialResolver resolver, SessionRequest request) {
        @Nullable DataException refusal = catchThrowableOfType(DataException.class, () -> resolver.resolve(request));
        assertThat(refusal).as("refused").isNotNull();
        return refusal;
    }

    private StsCredentialResolver resolver(PolicyDialect dialect) {
        return resolver(sts, dialect);
    }

    private static StsCredentialResolver resolver(StsClient sts, PolicyDialect dialect) {
        return new StsCredentialResolver(
                sts,
                user(),
                Clock.systemUTC(),
                StsCredentialResolver.DEFAULT_SESSION_LIFE,
                AwsObserver.NONE,
                SessionStarts.limited(Clock.systemUTC()),
                dialect);
    }

    private static StsClient client(SdkHttpClient http, @Nullable URI endpoint, Region region) {
        return StsClient.builder()
                .httpClient(http)
                .region(region)
                .endpointOverride(endpoint)
                .credentialsProvider(user())
                .overrideConfiguration(calls -> calls.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    private static StaticCredentialsProvider user() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIASERVER", "secret"));
    }

    /** A request of a new caller, so that no session is in the cache. */
    private static SessionRequest request(Purpose purpose, SessionScope scope) {
        return new SessionRequest(
                new Caller(UUID.randomUUID().toString(), "Ana", false),
                new AccountRole(ACCOUNT, ROLE, new ExternalId("external-id")),
                purpose,
                scope,
                Duration.ofMinutes(5));
    }

    private static String policy(Purpose purpose, SessionScope scope, SessionPolicy.Form form) {
        return SessionPolicy.of(ROLE, purpose, scope, form);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends every request to the scripted server, whatever the endpoint. */
    private record Redirected(SdkHttpClient http, URI server) implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return http.prepareRequest(HttpExecuteRequest.builder()
                    .request(request.httpRequest().toBuilder()
                            .protocol("http")
                            .host(server.getHost())
                            .port(server.getPort())
                            .build())
                    .contentStreamProvider(request.contentStreamProvider().orElseThrow())
                    .build());
        }

        @Override
        public void close() {
            http.close();
        }
    }
}

package io.dataaccount.aws.sts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.dataaccount.aws.config.AwsObserver;
import io.dataaccount.aws.testing.TestAws;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.port.CredentialResolver;
import io.dataaccount.core.port.SessionRequest;
import io.dataaccount.core.port.SessionScope;
import io.dataaccount.testkit.contract.CredentialResolverContract;
import io.dataaccount.testkit.embedded.config.EmbeddedRole;
import io.dataaccount.testkit.embedded.config.IssuedSession;
import io.dataaccount.testkit.fake.MutableClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.StsClient;

class StsCredentialResolverTest extends CredentialResolverContract {
    @SuppressWarnings("TimeInStaticInitializer") // it only has to be close to the signing time
    private static final MutableClock CLOCK = new MutableClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));

    @RegisterExtension
    static final TestAws AWS = new TestAws(CLOCK);

    private static final Executor OWN_THREAD = task -> new Thread(task).start();
    private static final Duration HOUR = Duration.ofHours(1);
    private static final ExternalId EXTERNAL_ID = new ExternalId("external-id-of-444455556666");
    private static final ExternalId WRONG_ID = new ExternalId("wrong-external-id");

    private StsClient sts;
    private StsCredentialResolver resolver;

    @BeforeEach
    void open() {
        AWS.aws().register(new EmbeddedRole(arn("Open").value(), null));
        sts = AWS.sts();
        resolver = resolver(sts, AWS.user());
    }

    @AfterEach
    void close() {
        sts.close();
    }

    @Override
    protected CredentialResolver resolver() {
        return resolver;
    }

    @Override
    protected MutableClock clock() {
        return CLOCK;
    }

    @Override
    protected AccountRole role() {
        return new AccountRole(TestAws.DATA, arn("Data"), EXTERNAL_ID);
    }

    @Override
    protected AccountRole otherRole() {
        return new AccountRole(TestAws.DATA, arn("Open"), EXTERNAL_ID);
    }

    @Override
    protected AccountRole roleWithWrongExternalId() {
        return new AccountRole(TestAws.DATA, arn("Data"), WRONG_ID);
    }

    @Override
    protected AccountRole unknownRole() {
        return new AccountRole(TestAws.DATA, arn("Unknown"), EXTERNAL_ID);
    }

    @Override
    protected AccountRole ownAccount() {
        return new AccountRole(new AccountId(AWS.aws().user().accountId()), null, null);
    }

    @Override
    protected AccountRole foreignAccountWithoutRole() {
        return new AccountRole(TestAws.DATA, null, null);
    }

    @Test
    void resolve_namesTheSessionAfterTheCaller() {
        AccountSession session = resolver.resolve(ofCaller(new Caller("u-77", "ana@example.com", false)));
        assertThat(issued(session).roleSessionName()).isEqualTo("ana@example.com");
        assertThat(issued(session).roleArn()).isEqualTo(arn("Data").value());
        assertThat(session.principal()).isEqualTo(arn("Data").value());
        assertThat(issued(session).expiresAt())
                .isEqualTo(CLOCK.instant().plus(HOUR))
                .isEqualTo(session.credentials().expiration());
    }

    @Test
    void resolve_ofCallersWhoseNamesSanitiseAlike_isASessionEach() {
        Set<String> keys = Stream.of("Ana M", "Ana_M", "Ana/M")
                .map(name -> ofCaller(new Caller("u-" + UUID.randomUUID(), name, false)))
                .map(request -> resolver.resolve(request).credentials().accessKeyId())
                .collect(Collectors.toSet());
        assertThat(keys).hasSize(3);
    }

    @Test
    void resolve_byManyThreads_asksStsOnce() {
        SessionRequest request = ofCaller(someone());
        List<CompletableFuture<AccountSession>> all = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> resolver.resolve(request), OWN_THREAD))
                .toList();
        assertThat(all.stream().map(each -> each.join().credentials().accessKeyId()))
                .hasSize(16)
                .containsOnly(all.get(0).join().credentials().accessKeyId());
        assertThat(AWS.operations()).containsExactly("AssumeRole");
    }

    @Test
    void resolve_whileAnotherKeyIsOnItsWay_doesNotWait() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        AWS.onRequest(request -> {
            if (first.getAndSet(false)) {
                arrived.countDown();
                awaitQuietly(held);
            }
        });
        CompletableFuture<AccountSession> slow =
                CompletableFuture.supplyAsync(() -> resolver.resolve(ofCaller(someone())), OWN_THREAD);
        try {
            assertThat(arrived.await(60, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 50; i++) {
                resolver.resolve(ofCaller(someone()));
            }
            assertThat(slow).isNotDone();
        } finally {
            held.countDown();
        }
        assertThat(slow.join().account()).isEqualTo(TestAws.DATA);
    }

    @Test
    void resolve_afterADenial_asksAgainFiveSecondsLater() {
        SessionRequest request = request(unknownRole());
        refusal(ErrorCode.ASSUME_ROLE_DENIED, request);
        refusal(ErrorCode.ASSUME_ROLE_DENIED, request);
        assertThat(AWS.operations()).containsExactly("AssumeRole");
        AWS.aws().register(new EmbeddedRole(arn("Late").value(), null));
        CLOCK.advance(Duration.ofSeconds(5));
        refusal(ErrorCode.ASSUME_ROLE_DENIED, request);
        assertThat(AWS.operations()).containsExactly("AssumeRole", "AssumeRole");
    }

    @Test
    void resolve_onceTheRoleIsThere_opens() {
        RoleArn late = arn("Late" + System.nanoTime());
        SessionRequest request = request(new AccountRole(TestAws.DATA, late, EXTERNAL_ID));
        refusal(ErrorCode.ASSUME_ROLE_DENIED, request);
        AWS.aws().register(new EmbeddedRole(late.value(), EXTERNAL_ID.value()));
        CLOCK.advance(Duration.ofSeconds(5));
        assertThat(resolver.resolve(request).principal()).isEqualTo(late.value());
    }

    @TestFactory
    Stream<DynamicTest> resolve_whenStsFails_saysHowAndWhoseFaultItIs() {
        record Failure(String name, int status, ErrorCode code, String sentence) {}
        String own = "server's own credentials";
        return Stream.of(
                        new Failure("AccessDenied", 403, ErrorCode.ASSUME_ROLE_DENIED, "trust policy"),
                        new Failure("RegionDisabledException", 403, ErrorCode.ASSUME_ROLE_DENIED, "activate"),
                        new Failure("ValidationError", 400, ErrorCode.ASSUME_ROLE_DENIED, "maximum session duration"),
                        new Failure("ExpiredToken", 403, ErrorCode.UNAVAILABLE, own),
                        new Failure("ExpiredTokenException", 400, ErrorCode.UNAVAILABLE, own),
                        new Failure("InvalidClientTokenId", 403, ErrorCode.UNAVAILABLE, own),
                        new Failure("SignatureDoesNotMatch", 403, ErrorCode.UNAVAILABLE, own),
                        new Failure("Throttling", 400, ErrorCode.THROTTLED, "throttled"),
                        new Failure("TooManyRequests", 429, ErrorCode.THROTTLED, "throttled"),
                        new Failure("ServiceUnavailable", 503, ErrorCode.UNAVAILABLE, "try again"),
                        new Failure("InternalFailure", 500, ErrorCode.UNAVAILABLE, "try again"),
                        new Failure("RequestExpired", 400, ErrorCode.UNAVAILABLE, own),
                        new Failure("SomethingNew", 403, ErrorCode.ASSUME_ROLE_DENIED, "does not know"),
                        new Failure("SomethingNew", 418, ErrorCode.ASSUME_ROLE_DENIED, "SomethingNew"))
                .map(failure -> DynamicTest.dynamicTest(failure.name(), () -> {
                    AWS.aws().stopFailing();
                    AWS.aws().failAlways("AssumeRole", failure.name(), failure.status());
                    DataException refusal = refusal(failure.code(), ofCaller(someone()));
                    assertThat(refusal.detail()).contains(failure.sentence());
                    assertThat(refusal.operatorNote().orElseThrow())
                            .matches("\\w+Exception, error code " + failure.name() + ", status " + failure.status()
                                    + ", AWS request id [\\w-]{8,}");
                    assertThat(everythingOf(refusal)).doesNotContain(EXTERNAL_ID.value());
                }));
    }

    @Test
    void resolve_afterFailuresThatAreNoDenial_asksAgainAtOnce() {
        SessionRequest request = ofCaller(someone());
        AWS.aws().failNext("AssumeRole", "Throttling", 400);
        AWS.aws().failNext("AssumeRole", "ServiceUnavailable", 503);
        AWS.aws().failNext("AssumeRole", "ExpiredToken", 403);
        refusal(ErrorCode.THROTTLED, request);
        refusal(ErrorCode.UNAVAILABLE, request);
        refusal(ErrorCode.UNAVAILABLE, request);
        assertThat(resolver.resolve(request).account()).isEqualTo(TestAws.DATA);
    }

    @Test
    void resolve_whenARenewalIsRefused_keepsServingWhatTheOldSessionIsGoodFor() {
        SessionRequest brief = ofCaller(someone());
        SessionRequest whole = new SessionRequest(brief.caller(), brief.target(), brief.purpose(), brief.scope(), HOUR);
        AccountSession first = resolver.resolve(brief);
        CLOCK.advance(Duration.ofMinutes(30));
        AWS.aws().failAlways("AssumeRole", "AccessDenied", 403);
        refusal(ErrorCode.ASSUME_ROLE_DENIED, whole);
        assertThat(resolver.resolve(brief)).isEqualTo(first);
    }

    @Test
    void resolve_whenStsCannotBeReached_isUnavailable() {
        try (StsClient nowhere = AWS.sts(URI.create("http://127.0.0.1:1"))) {
            StsCredentialResolver lost = resolver(nowhere, AWS.user());
            for (AccountRole target : List.of(role(), ownAccount())) {
                DataException refusal = catchThrowableOfType(DataException.class, () -> lost.resolve(request(target)));
                assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                assertThat(refusal.code().retryable()).isTrue();
            }
        }
    }

    @Test
    void resolve_ofOwnAccount_asksWhoseItIsOnce() {
        AWS.aws().failNext("GetCallerIdentity", "ServiceUnavailable", 503);
        refusal(ErrorCode.UNAVAILABLE, request(ownAccount()));
        for (int i = 0; i < 3; i++) {
            resolver.resolve(request(ownAccount()));
            refusal(ErrorCode.INCOMPLETE_CONFIGURATION, request(foreignAccountWithoutRole()));
        }
        assertThat(AWS.operations()).containsExactly("GetCallerIdentity", "GetCallerIdentity");
    }

    @Test
    void resolve_ofForeignAccountWithoutRole_namesTheFieldAndTheRemedy() {
        DataException refusal = refusal(ErrorCode.INCOMPLETE_CONFIGURATION, request(foreignAccountWithoutRole()));
        assertThat(refusal.field()).contains("cross_account_role_arn");
        assertThat(refusal.detail())
                .contains(TestAws.DATA.value(), AWS.aws().user().accountId(), "ARN of a role");
    }

    @Test
    void resolve_ofOwnAccount_tellsTheEndOfTheServersCredentials() {
        Instant end = CLOCK.instant().plusSeconds(600);
        AccountSession session = resolver(sts, () -> session(end)).resolve(request(ownAccount()));
        assertThat(session.credentials().expiration()).isEqualTo(end);
        assertThat(session.credentials().sessionToken()).isEqualTo("token-of-the-server");
        assertThat(resolver.resolve(request(ownAccount())).credentials().expiration())
                .isNull();
    }

    @Test
    void resolve_ofOwnAccountWithoutUsableCredentials_saysSo() {
        Instant now = CLOCK.instant();
        List<AwsCredentialsProvider> unusable = List.of(() -> session(now), () -> {
            throw SdkClientException.create("no credentials");
        });
        for (AwsCredentialsProvider each : unusable) {
            DataException refusal = catchThrowableOfType(
                    DataException.class, () -> resolver(sts, each).resolve(request(ownAccount())));
            assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(refusal.detail()).contains("server's own credentials");
        }
    }

    /** AWS's STS does not do this. A server that does would give a use case access to another account. */
    @TestFactory
    Stream<DynamicTest> resolve_whenStsGivesASessionOfAnotherAccount_isDenied() {
        return Stream.of(
                        "arn:aws:sts::999988887777:assumed-role/Data/ana",
                        "arn:aws:iam::999988887777:role/Data",
                        "ARN:aws:sts::999988887777:assumed-role/Data/ana",
                        " arn:aws:sts::999988887777:assumed-role/Data/ana",
                        "\narn:aws:sts:: 999988887777 :assumed-role/Data/ana",
                        "arn:aws:sts::999988887777:assumed-role/Data/a\nna",
                        "arn:aws:sts::999988887777",
                        "arn:aws:sts::" + TestAws.DATA + "9:assumed-role/Data/ana",
                        "x:" + TestAws.DATA + ":x:x:999988887777:" + TestAws.DATA)
                .map(arn -> DynamicTest.dynamicTest("ARN: " + arn.replace('\n', '_'), () -> {
                    DataException refusal = answering(
                            "<AssumedRoleUser><AssumedRoleId>A:ana</AssumedRoleId><Arn>" + arn
                                    + "</Arn></AssumedRoleUser>",
                            lying -> catchThrowableOfType(DataException.class, () -> lying.resolve(request(role()))));
                    assertThat(refusal).isNotNull();
                    assertThat(refusal.code()).isEqualTo(ErrorCode.ASSUME_ROLE_DENIED);
                    assertThat(refusal.detail())
                            .contains("9", arn("Data").value())
                            .doesNotContain("\n");
                }));
    }

    @Test
    void resolve_whenStsGivesASessionOfTheAccountWithBlanksAround_opensTheRole() throws IOException {
        String arn = " arn:aws:sts::" + TestAws.DATA + ":assumed-role/Data/ana\n";
        assertThat(answering(
                                "<AssumedRoleUser><Arn>" + arn + "</Arn></AssumedRoleUser>",
                                blank -> blank.resolve(request(role())))
                        .account())
                .isEqualTo(TestAws.DATA);
    }

    /**
     * The response comes from a proxy and not from STS: it is neither a refusal of the role nor a wrong external id.
     */
    @TestFactory
    Stream<DynamicTest> refusalWithoutACodeOfSts_isUnavailable() {
        String html = "<html><body>Forbidden</body></html>";
        return Stream.of(302, 400, 403, 404, 407)
                .flatMap(status -> Stream.of("", html, "<ErrorResponse></ErrorResponse>", "{}")
                        .map(body -> DynamicTest.dynamicTest(status + " " + body, () -> {
                            AtomicInteger asked = new AtomicInteger();
                            scripted(
                                    status,
                                    () -> {
                                        asked.incrementAndGet();
                                        return body;
                                    },
                                    proxy -> {
                                        SessionRequest request = ofCaller(someone());
                                        for (int i = 0; i < 3; i++) {
                                            DataException refusal = catchThrowableOfType(
                                                    DataException.class, () -> proxy.resolve(request));
                                            assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                                            assertThat(refusal.detail()).contains("STS", "sts:AssumeRole", "" + status);
                                        }
                                        DataException own =
                                                catchThrowableOfType(DataException.class, proxy::ownAccount);
                                        assertThat(own.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                                        assertThat(own.detail()).contains("sts:GetCallerIdentity", "" + status);
                                        return asked;
                                    });
                            // a status 400 may be about the session policy, so each attempt is made twice and then in
                            // the
                            // other form
                            assertThat(asked.get()).isEqualTo(status == 400 ? 10 : 4);
                        })));
    }

    @TestFactory
    Stream<DynamicTest> resolve_whenStsNamesNoAccount_opensTheRoles() {
        String id = "<AssumedRoleId>A:ana</AssumedRoleId>";
        return Stream.of(
                        "",
                        "<AssumedRoleUser></AssumedRoleUser>",
                        "<AssumedRoleUser>" + id + "<Arn></Arn></AssumedRoleUser>",
                        "<AssumedRoleUser>" + id + "<Arn>ana</Arn></AssumedRoleUser>")
                .map(user -> DynamicTest.dynamicTest(
                        "answer: " + user,
                        () -> assertThat(answering(user, sparse -> sparse.resolve(request(role())))
                                        .account())
                                .isEqualTo(TestAws.DATA)));
    }

    @TestFactory
    Stream<DynamicTest> resolve_whenStsLeavesOutElements_isUnavailable() {
        String whole = credentials(CLOCK.instant().plus(HOUR));
        return Stream.of(
                        "",
                        "<Credentials></Credentials>",
                        whole.replaceAll("<AccessKeyId>.*</AccessKeyId>", ""),
                        whole.replaceAll("<SecretAccessKey>.*</SecretAccessKey>", ""),
                        whole.replaceAll("<SessionToken>.*</SessionToken>", "<SessionToken></SessionToken>"),
                        whole.replaceAll("<Expiration>.*</Expiration>", ""),
                        whole.replaceAll("<Expiration>.*</Expiration>", "<Expiration>soon</Expiration>"))
                .flatMap(part -> Stream.of(assumed(part), "", "<html><body>Welcome</body></html>"))
                .distinct()
                .map(body -> DynamicTest.dynamicTest("answer: " + body, () -> {
                    DataException refusal = scripted(
                            () -> body,
                            sparse -> catchThrowableOfType(DataException.class, () -> sparse.resolve(request(role()))));
                    assertThat(refusal).isNotNull();
                    assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                    assertThat(refusal.detail()).contains("STS").doesNotContain(EXTERNAL_ID.value());
                }));
    }

    @TestFactory
    Stream<DynamicTest> ownAccount_whenStsDoesNotNameIt_isUnavailable() {
        return Stream.of("", "<Account></Account>", "<Account>none</Account>")
                .map(part -> DynamicTest.dynamicTest("answer: " + part, () -> {
                    String body = "<GetCallerIdentityResponse><GetCallerIdentityResult>" + part
                            + "</GetCallerIdentityResult></GetCallerIdentityResponse>";
                    DataException refusal = scripted(
                            () -> body, sparse -> catchThrowableOfType(DataException.class, sparse::ownAccount));
                    assertThat(refusal).isNotNull();
                    assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                    assertThat(refusal.detail()).contains("sts:GetCallerIdentity", "Account");
                }));
    }

    /** STS returns sessions of 900 s although an hour was requested, as some servers do. */
    @Test
    void resolve_whenStsGivesLessThanAsked_usesWhatItGave() throws IOException {
        Duration given = Duration.ofMinutes(15);
        SessionRequest whole = lasting(ofCaller(someone()), HOUR);
        assertThat(sessionsStarted(given, resolver -> {
                    for (int i = 0; i < 10; i++) {
                        resolver.resolve(whole);
                        CLOCK.advance(Duration.ofSeconds(9));
                    }
                }))
                .isEqualTo(1);
        assertThat(sessionsStarted(given, resolver -> {
                    AccountSession first = resolver.resolve(whole);
                    CLOCK.advance(Duration.ofSeconds(91));
                    assertThat(expiration(resolver.resolve(whole))).isAfter(expiration(first));
                    CLOCK.advance(Duration.ofMinutes(9));
                    resolver.resolve(lasting(whole, Duration.ofMinutes(5)));
                }))
                .isEqualTo(2);
    }

    @Test
    void resolve_whenSessionsEndAtOnce_usesEachUntilItEnds() throws IOException {
        SessionRequest request = ofCaller(someone());
        assertThat(sessionsStarted(Duration.ofSeconds(10), resolver -> {
                    for (int i = 0; i < 20; i++) {
                        resolver.resolve(request);
                        CLOCK.advance(Duration.ofMillis(500));
                    }
                }))
                .isEqualTo(1);
    }

    @Test
    void resolve_whenSessionsHaveEndedAlready_asksOnceInFiveSeconds() throws IOException {
        SessionRequest request = ofCaller(someone());
        assertThat(sessionsStarted(Duration.ofSeconds(-60), resolver -> {
                    for (int i = 0; i < 10; i++) {
                        DataException refusal =
                                catchThrowableOfType(DataException.class, () -> resolver.resolve(request));
                        assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                        assertThat(refusal.detail()).contains("clock");
                    }
                }))
                .isEqualTo(1);
    }

    @Test
    void resolve_afterADenialAndAClockThatIsSetBack_asksAgainFiveSecondsLater() {
        SessionRequest request = request(unknownRole());
        refusal(ErrorCode.ASSUME_ROLE_DENIED, request);
        CLOCK.advance(HOUR.negated());
        refusal(ErrorCode.ASSUME_ROLE_DENIED, request);
        CLOCK.advance(Duration.ofSeconds(5));
        refusal(ErrorCode.ASSUME_ROLE_DENIED, request);
        assertThat(AWS.operations()).containsExactly("AssumeRole", "AssumeRole");
        CLOCK.advance(HOUR);
    }

    /** STS returns sessions of an hour, which have already expired by a clock that is a day fast. */
    @Test
    void resolve_onceAClockThatWasAheadIsRight_opens() throws IOException {
        SessionRequest request = ofCaller(someone());
        Instant end = CLOCK.instant().plus(HOUR);
        AccountSession session = scripted(() -> assumed(credentials(end)), resolver -> {
            CLOCK.advance(Duration.ofDays(1));
            DataException refusal = catchThrowableOfType(DataException.class, () -> resolver.resolve(request));
            assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            CLOCK.advance(Duration.ofDays(-1));
            return resolver.resolve(request);
        });
        assertThat(expiration(session)).isEqualTo(end);
    }

    private static SessionRequest lasting(SessionRequest like, Duration validFor) {
        return new SessionRequest(like.caller(), like.target(), like.purpose(), like.scope(), validFor);
    }

    private static Instant expiration(AccountSession session) {
        return requireNonNull(session.credentials().expiration());
    }

    /** The number of sessions that the work needs if STS gives each the given time. */
    private static int sessionsStarted(Duration given, Consumer<StsCredentialResolver> work) throws IOException {
        AtomicInteger started = new AtomicInteger();
        scripted(
                () -> {
                    started.incrementAndGet();
                    return assumed(credentials(CLOCK.instant().plus(given)));
                },
                resolver -> {
                    work.accept(resolver);
                    return started;
                });
        return started.get();
    }

    private static String credentials(Instant end) {
        return "<Credentials><AccessKeyId>ASIA1</AccessKeyId><SecretAccessKey>s</SecretAccessKey>"
                + "<SessionToken>t</SessionToken><Expiration>" + end + "</Expiration></Credentials>";
    }

    private static String assumed(String parts) {
        return "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult>" + parts
                + "</AssumeRoleResult></AssumeRoleResponse>";
    }

    /** Runs with a resolver whose STS returns a session of this user for every role. */
    private static <T> T answering(String user, Function<StsCredentialResolver, T> work) throws IOException {
        return scripted(() -> assumed(user + credentials(CLOCK.instant().plus(HOUR))), work);
    }

    /** Runs with a resolver whose STS sends these responses. */
    private static <T> T scripted(Supplier<String> answer, Function<StsCredentialResolver, T> work) throws IOException {
        return scripted(200, answer, work);
    }

    private static <T> T scripted(int status, Supplier<String> answer, Function<StsCredentialResolver, T> work)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] body = answer.get().getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/xml");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try (StsClient sts =
                AWS.sts(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))) {
            return work.apply(resolver(sts, AWS.user()));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void resolve_leaksNoSecret() {
        SessionRequest request = ofCaller(someone());
        AccountSession session = resolver.resolve(request);
        String token = session.credentials().sessionToken();
        assertThat(session.toString() + request)
                .doesNotContain(token, session.credentials().secretAccessKey(), EXTERNAL_ID.value());
        DataException denied = refusal(ErrorCode.ASSUME_ROLE_DENIED, request(roleWithWrongExternalId()));
        assertThat(everythingOf(denied))
                .contains(arn("Data").value())
                .doesNotContain(
                        WRONG_ID.value(), EXTERNAL_ID.value(), AWS.aws().user().secretAccessKey());
    }

    @Test
    void sessionLife_outOfWhatStsTakes_isAMistake() {
        for (Duration life :
                List.of(Duration.ofSeconds(899), Duration.ofHours(12).plusSeconds(1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new StsCredentialResolver(sts, AWS.user(), CLOCK, life, AwsObserver.NONE));
        }
    }

    private DataException refusal(ErrorCode code, SessionRequest request) {
        DataException refusal = catchThrowableOfType(DataException.class, () -> resolver.resolve(request));
        assertThat(refusal).as("refused with %s", code).isNotNull();
        assertThat(refusal.code()).as(refusal.detail()).isEqualTo(code);
        return refusal;
    }

    private static StsCredentialResolver resolver(StsClient sts, AwsCredentialsProvider own) {
        return new StsCredentialResolver(sts, own, CLOCK, HOUR, AwsObserver.NONE);
    }

    private static AwsSessionCredentials session(Instant end) {
        return AwsSessionCredentials.builder()
                .accessKeyId("ASIASERVER")
                .secretAccessKey("secret-of-the-server")
                .sessionToken("token-of-the-server")
                .expirationTime(end)
                .build();
    }

    private static IssuedSession issued(AccountSession session) {
        return AWS.aws().sessions().stream()
                .filter(issued ->
                        issued.accessKeyId().equals(session.credentials().accessKeyId()))
                .findFirst()
                .orElseThrow();
    }

    private SessionRequest ofCaller(Caller caller) {
        return request(caller, role());
    }

    private static SessionRequest request(AccountRole target) {
        return request(someone(), target);
    }

    private static SessionRequest request(Caller caller, AccountRole target) {
        return new SessionRequest(
                caller, target, SessionRequest.Purpose.MANAGE, SessionScope.ACCOUNT, Duration.ofMinutes(5));
    }

    private static Caller someone() {
        return new Caller(UUID.randomUUID().toString(), "Ana", false);
    }

    private static RoleArn arn(String name) {
        return new RoleArn("arn:aws:iam::" + TestAws.DATA + ":role/" + name);
    }

    private static String everythingOf(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

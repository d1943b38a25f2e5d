package io.dataaccount.http.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.http.testing.TestJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** An issuer whose keys change, an issuer that fails, and an issuer that does not respond. */
@Timeout(60)
class IssuerKeysTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    private final TestClock clock = new TestClock();
    private final TestIssuer issuer = new TestIssuer(clock);
    private final BearerTokenVerifier tokens =
            new BearerTokenVerifier(issuer.config(), TestJson.json(), clock, clock::nanos, Duration.ofSeconds(5));
    private final BearerTokenVerifier hasty =
            new BearerTokenVerifier(issuer.config(), TestJson.json(), clock, clock::nanos, SHORT);

    /** Waits longer for the issuer than any test runs. */
    private final BearerTokenVerifier patient =
            new BearerTokenVerifier(issuer.config(), TestJson.json(), clock, clock::nanos, Duration.ofHours(1));

    @AfterEach
    void close() {
        patient.close();
        tokens.close();
        hasty.close();
        issuer.close();
    }

    private void assertTaken() {
        assertThat(tokens.callerOf(List.of("Bearer " + issuer.token())).userId())
                .hasToString("sub-of-ana");
    }

    private String tokenOf(ECKey key) {
        return TestIssuer.token(JWSAlgorithm.ES256, key, JSONObjectUtils.toJSONString(issuer.claims()));
    }

    private void assertRefused(String token, ErrorCode code) {
        assertCode(() -> tokens.callerOf(List.of("Bearer " + token)), code);
    }

    private static void assertCode(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DataException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void start_fetchesNothing_andManyTokensFetchOnce() {
        assertThat(issuer.requestCount()).isZero();
        for (int i = 0; i < 50; i++) {
            assertTaken();
        }
        assertThat(issuer.discoveries).hasValue(1);
        assertThat(issuer.fetches).hasValue(1);
    }

    /** Sends more tokens at the same time than may wait for the issuer, which no longer responds. */
    @Test
    void keysFetchedAtTheStart_serveAllFirstTokens() {
        patient.fetchKeys();
        issuer.hang();
        ExecutorService threads = Executors.newFixedThreadPool(50);
        List<CompletableFuture<String>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            calls.add(CompletableFuture.supplyAsync(
                    () -> patient.callerOf(List.of("Bearer " + issuer.token()))
                            .userId()
                            .value(),
                    threads));
        }
        assertThat(calls.stream().map(CompletableFuture::join)).containsOnly("sub-of-ana");
        assertThat(issuer.fetches).hasValue(1);
        threads.shutdownNow();
    }

    @Test
    void keysThatCannotBeFetchedAtTheStart_areFetchedAgain() {
        issuer.failWith(500);
        tokens.fetchKeys();
        issuer.jwks = issuer::serveKeys;
        assertTaken();
    }

    @Test
    void rotatedKey_isFetchedByItsFirstToken() {
        assertTaken();
        ECKey next = TestKeys.ec("ec-2");
        issuer.keys = List.of(TestKeys.RSA, next);
        assertThat(tokens.callerOf(List.of("Bearer " + tokenOf(next))).userId()).hasToString("sub-of-ana");
        assertRefused(tokenOf(TestKeys.EC), ErrorCode.UNAUTHENTICATED);
        assertTaken();
    }

    @Test
    void withdrawnKey_isRefusedWhenTheKeysAreOld() {
        assertTaken();
        issuer.keys = List.of(TestKeys.EC);
        assertTaken();
        clock.pass(IssuerKeys.FRESH.plusSeconds(1));
        assertRefused(issuer.token(), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void clockThatIsSetBack_doesNotKeepAWithdrawnKey() {
        assertTaken();
        issuer.keys = List.of(TestKeys.EC);
        clock.setBack(Duration.ofHours(24));
        String token = issuer.token();
        clock.pass(IssuerKeys.FRESH.plusSeconds(1));
        assertRefused(token, ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void clockThatIsSetBack_doesNotKeepOutANewKey() {
        assertTaken();
        ECKey next = TestKeys.ec("ec-2");
        for (int i = 0; i < IssuerKeys.MAX_FETCHES; i++) {
            assertRefused(tokenOf(next), ErrorCode.UNAUTHENTICATED);
        }
        issuer.keys = List.of(TestKeys.RSA, next);
        clock.setBack(Duration.ofHours(2));
        clock.pass(IssuerKeys.INTERVAL.plusSeconds(1));
        assertThat(tokens.callerOf(List.of("Bearer " + tokenOf(next))).userId()).hasToString("sub-of-ana");
    }

    @Test
    void unknownKids_causeFetchesAtALimitedRate() {
        assertTaken();
        ECKey unknown = TestKeys.ec("ec-unknown");
        for (int i = 0; i < 100; i++) {
            assertRefused(tokenOf(unknown), ErrorCode.UNAUTHENTICATED);
        }
        assertThat(issuer.fetches.get()).isBetween(2, 3);
        assertTaken();
        int before = issuer.fetches.get();
        clock.pass(IssuerKeys.INTERVAL.plusSeconds(1));
        for (int i = 0; i < 100; i++) {
            assertRefused(tokenOf(unknown), ErrorCode.UNAUTHENTICATED);
        }
        assertThat(issuer.fetches.get() - before).isBetween(1, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 400, 401, 404, 429, 500, 503})
    void issuerThatFails_isUnavailableAtFirst_andUsedAgainWhenItIsBack(int status) {
        issuer.failWith(status);
        assertRefused(issuer.token(), ErrorCode.UNAVAILABLE);
        assertCode(tokens::checkReady, ErrorCode.UNAVAILABLE);
        for (int i = 0; i < 20; i++) {
            assertRefused(issuer.token(), ErrorCode.UNAVAILABLE);
        }
        assertThat(issuer.fetches).hasValue(2);

        issuer.jwks = issuer::serveKeys;
        clock.pass(IssuerKeys.INTERVAL.plusSeconds(1));
        tokens.checkReady();
        assertTaken();
    }

    @Test
    void keys_areKeptDuringAnOutage_forALimitedTime() {
        assertTaken();
        issuer.failWith(500);
        Duration step = IssuerKeys.FRESH.plusSeconds(1);
        Duration passed = Duration.ZERO;
        while (passed.plus(step).compareTo(IssuerKeys.MAX_AGE) < 0) {
            clock.pass(step);
            passed = passed.plus(step);
            assertTaken();
        }
        tokens.checkReady();
        assertRefused(tokenOf(TestKeys.ec("ec-new")), ErrorCode.UNAUTHENTICATED);
        clock.pass(step.multipliedBy(2));
        assertRefused(issuer.token(), ErrorCode.UNAVAILABLE);

        issuer.jwks = issuer::serveKeys;
        clock.pass(IssuerKeys.INTERVAL.plusSeconds(1));
        assertTaken();
    }

    @Test
    void unresponsiveIssuer_delaysATokenByAtMostTheTimeout() {
        issuer.hang();
        assertCode(() -> hasty.callerOf(List.of("Bearer " + issuer.token())), ErrorCode.UNAVAILABLE);
        issuer.jwks = exchange -> { // sends the headers and a first byte, and then nothing
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
        };
        assertCode(hasty::checkReady, ErrorCode.UNAVAILABLE);
        issuer.discovery = exchange -> {};
        clock.pass(IssuerKeys.INTERVAL.plusSeconds(1));
        assertCode(hasty::checkReady, ErrorCode.UNAVAILABLE);
    }

    @Test
    void requestsThatWaitForTheSameKeys_allEnd() throws Exception {
        issuer.hang();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<CompletableFuture<Void>> calls = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            calls.add(CompletableFuture.runAsync(hasty::checkReady, threads));
        }
        for (CompletableFuture<Void> call : calls) {
            assertThatThrownBy(call::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(DataException.class);
        }
        threads.shutdownNow();
        assertThat(issuer.fetches.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void fetchThatEndsInAnError_isFollowedByAnother() throws Exception {
        AtomicInteger fetches = new AtomicInteger();
        JWKSetSource<SecurityContext> source = new JWKSetSource<>() {
            @Override
            public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context) {
                if (fetches.incrementAndGet() == 1) {
                    throw new NoClassDefFoundError("gone");
                }
                return new JWKSet(TestKeys.EC);
            }

            @Override
            public void close() {}
        };
        try (IssuerKeys keys = new IssuerKeys(source, Duration.ofSeconds(5), clock::nanos)) {
            assertThatThrownBy(keys::known).isInstanceOf(KeySourceException.class);
            assertThat(keys.known().getKeys()).hasSize(1);
        }
        assertThat(fetches).hasValue(2);
    }

    @Test
    void outageOfAnIssuerThatHangs_keepsTheKeys() {
        hasty.checkReady();
        issuer.hang();
        clock.pass(IssuerKeys.FRESH.plusSeconds(1));
        assertThat(hasty.callerOf(List.of("Bearer " + issuer.token())).userId()).hasToString("sub-of-ana");
    }

    @Test
    void discovery_ofAnotherIssuer_isRefused() {
        TestIssuer attacker = new TestIssuer(clock);
        for (String document : List.of(
                TestIssuer.document(attacker.issuer(), attacker.issuer() + "/jwks"),
                TestIssuer.document(issuer.issuer() + "/", issuer.issuer() + "/jwks"),
                TestIssuer.document(issuer.issuer(), "http://192.0.2.1/jwks"),
                TestIssuer.document(issuer.issuer(), "file:///etc/passwd"),
                TestIssuer.document(issuer.issuer(), "jar:file:///x!/y"),
                TestIssuer.document(issuer.issuer(), "https://user@127.0.0.1/jwks"),
                "{\"issuer\":\"" + issuer.issuer() + "\"}",
                "{\"issuer\":\"x\","
                        + TestIssuer.document(issuer.issuer(), issuer.issuer() + "/jwks")
                                .substring(1),
                "[]",
                "null",
                "<html>",
                "")) {
            issuer.discovery = exchange -> TestIssuer.send(exchange, 200, document);
            clock.pass(IssuerKeys.INTERVAL.plusSeconds(1));
            assertCode(tokens::checkReady, ErrorCode.UNAVAILABLE);
        }
        assertThat(issuer.fetches).hasValue(0);
        assertThat(attacker.requestCount()).isZero();
        attacker.close();
    }

    @Test
    void redirect_isNotFollowed() {
        TestIssuer attacker = new TestIssuer(clock);
        for (String from : List.of("discovery", "jwks")) {
            TestIssuer.Behaviour redirect = exchange -> {
                exchange.getResponseHeaders().add("Location", attacker.issuer() + "/jwks");
                TestIssuer.send(exchange, 302, "moved");
            };
            if (from.equals("discovery")) {
                issuer.discovery = redirect;
            } else {
                issuer.jwks = redirect;
            }
            clock.pass(IssuerKeys.INTERVAL.plusSeconds(1));
            assertCode(tokens::checkReady, ErrorCode.UNAVAILABLE);
        }
        assertThat(attacker.requestCount()).isZero();
        attacker.close();
    }

    @Test
    void invalidKeySet_isUnavailable() {
        RSAKey weak = TestKeys.rsa("weak", 1024);
        for (String set : List.of(
                "{}",
                "{\"keys\":[]}",
                "{\"keys\":{}}",
                "[]",
                "not json",
                "{\"keys\":[" + weak.toPublicJWK() + "]}",
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"rsa-1\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}]}",
                "{\"keys\":[" + TestKeys.EC.toPublicJWK() + "]," + "\"x\":\"" + "x".repeat(IssuerDocuments.MAX_BYTES)
                        + "\"}")) {
            issuer.jwks = exchange -> TestIssuer.send(exchange, 200, set);
            clock.pass(IssuerKeys.INTERVAL.plusSeconds(1));
            assertCode(tokens::checkReady, ErrorCode.UNAVAILABLE);
        }
    }

    @Test
    void keySet_withUnusableKeys_countsThemAndUsesTheOthers() {
        List<String> odd = List.of(
                "{\"kty\":\"OF-THE-FUTURE\",\"kid\":\"a\"}",
                "{\"kty\":\"RSA\",\"kid\":\"b\",\"n\":\"!!\",\"e\":\"AQAB\"}",
                "{\"kty\":\"RSA\",\"kid\":\"c\"}",
                "{\"kty\":\"RSA\",\"kid\":17,\"n\":[],\"e\":{}}",
                "{\"kty\":\"EC\",\"crv\":\"P-999\",\"kid\":\"d\",\"x\":\"AA\",\"y\":\"AA\"}",
                "{\"kty\":\"oct\",\"kid\":\"e\",\"k\":\"AAAA\"}",
                "{\"kid\":\"f\"}",
                "{\"kty\":null}",
                "{}",
                "{\"kty\":\"RSA\",\"kid\":\"g\",\"n\":\"AQAB\",\"e\":\"AQAB\",\"x5c\":[\"no certificate\"]}",
                TestKeys.rsa("weak", 1024).toPublicJWK().toString(),
                "17",
                "null",
                "[]",
                "\"text\"");
        String good = TestKeys.RSA.toPublicJWK().toString();
        Logger log = (Logger) LoggerFactory.getLogger(IssuerDocuments.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        String keys = String.join(",", odd);
        issuer.jwks = exchange -> TestIssuer.send(exchange, 200, "{\"keys\":[" + keys + "," + good + "," + keys + "]}");
        assertTaken();
        clock.pass(IssuerKeys.FRESH.plusSeconds(1));
        assertTaken();
        log.detachAppender(lines);
        assertThat(lines.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .contains(issuer.issuer(), String.valueOf(2 * odd.size())));
        for (String each : odd) {
            issuer.jwks = exchange -> TestIssuer.send(exchange, 200, "{\"keys\":[" + each + "," + good + "]}");
            clock.pass(IssuerKeys.FRESH.plusSeconds(1));
            assertTaken();
        }
    }

    @Test
    void unreachableIssuer_isUnavailable() {
        issuer.close();
        assertRefused(issuer.token(), ErrorCode.UNAVAILABLE);
    }

    @Test
    void forgedTokens_whileTheIssuerHangs_blockOnlyAFewThreads() {
        patient.checkReady();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch response = new CountDownLatch(1);
        issuer.jwks = exchange -> {
            asked.countDown();
            await(response);
            issuer.serveKeys(exchange);
        };
        String forged = tokenOf(TestKeys.ec("ec-forged"));
        ExecutorService threads = Executors.newFixedThreadPool(50);
        CountDownLatch refusedAtOnce = new CountDownLatch(50 - IssuerKeys.MAX_WAITING);
        List<CompletableFuture<ErrorCode>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            calls.add(CompletableFuture.supplyAsync(() -> refusal(patient, forged), threads));
            calls.get(i).thenAccept(code -> {
                if (code == ErrorCode.UNAVAILABLE) {
                    refusedAtOnce.countDown();
                }
            });
        }
        await(asked);
        await(refusedAtOnce);
        assertThat(patient.callerOf(List.of("Bearer " + issuer.token())).userId())
                .hasToString("sub-of-ana");

        response.countDown();
        assertThat(calls.stream().map(CompletableFuture::join))
                .filteredOn(code -> code == ErrorCode.UNAUTHENTICATED)
                .hasSize(IssuerKeys.MAX_WAITING);
        threads.shutdownNow();
    }

    @Test
    void oldKeys_afterAFailedFetch_areUsedWithoutWaiting() {
        patient.checkReady();
        issuer.failWith(500);
        clock.pass(IssuerKeys.FRESH.plusSeconds(1));
        patient.checkReady();
        issuer.hang();
        clock.pass(IssuerKeys.INTERVAL.plusSeconds(1));
        for (int i = 0; i < 3; i++) {
            assertThat(patient.callerOf(List.of("Bearer " + issuer.token())).userId())
                    .hasToString("sub-of-ana");
        }
    }

    @Test
    void keysThatGetOld_areFetchedInTheBackground() {
        patient.checkReady();
        issuer.hang();
        clock.pass(IssuerKeys.FRESH.minusSeconds(30));
        patient.checkReady();
    }

    private static ErrorCode refusal(BearerTokenVerifier tokens, String token) {
        try {
            tokens.callerOf(List.of("Bearer " + token));
        } catch (DataException e) {
            return e.code();
        }
        throw new AssertionError("taken");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(50, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

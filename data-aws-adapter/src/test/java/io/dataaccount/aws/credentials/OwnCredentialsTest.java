package io.dataaccount.aws.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.aws.sdk.Deadline;
import io.dataaccount.aws.testing.SystemProperties;
import io.dataaccount.core.port.ServerCredentialsException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.model.StsException;

class OwnCredentialsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final AwsCredentials KEYS = AwsBasicCredentials.create("AKIAEXAMPLE", "secret");
    private static final String HIDDEN = "hush-hush";

    @RegisterExtension
    final SystemProperties properties = new SystemProperties();

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // a monotonic clock may overflow
    private final Map<CredentialSource, AwsCredentialsProvider> providers = new EnumMap<>(CredentialSource.class);
    private final AtomicInteger searches = new AtomicInteger();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger(OwnCredentials.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            log.add(entry.getLevel() + " " + entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private final OwnCredentials own = new OwnCredentials(
            new CredentialsChain(
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    source -> () -> providers
                            .getOrDefault(source, OwnCredentialsTest::none)
                            .resolveCredentials()),
            OwnCredentials.LIMIT,
            nanos::get);

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        properties.set("aws.webIdentityTokenFile", "/var/run/token");
        properties.set("aws.disableEc2Metadata", "true");
        properties.set("aws.profile", "default");
        properties.set("aws.configFile", "/none");
        properties.set("aws.sharedCredentialsFile", "/none");
        providers.put(CredentialSource.SYSTEM_PROPERTIES, () -> {
            searches.incrementAndGet();
            return none();
        });
    }

    @AfterEach
    void close() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        own.close();
    }

    private static AwsCredentials none() {
        throw SdkClientException.create("none");
    }

    private OwnCredentialsException failure() {
        return catchThrowableOfType(OwnCredentialsException.class, own::resolveCredentials);
    }

    private void fail(CredentialSource source, RuntimeException e) {
        providers.put(source, () -> {
            throw e;
        });
    }

    /** An update of the SDK may change its chain. */
    @Test
    void sources_areThoseOfTheSdk_inItsOrder() {
        try (DefaultCredentialsProvider sdk =
                DefaultCredentialsProvider.builder().build()) {
            assertThatThrownBy(sdk::resolveCredentials).isInstanceOf(SdkClientException.class);
            List<String> expected = Pattern.compile("[A-Za-z]+Provider(?=\\()")
                    .matcher(sdk.toString().replaceFirst(".*credentialsProviders=", ""))
                    .results()
                    .map(MatchResult::group)
                    .toList();
            assertThat(CredentialSource.values())
                    .extracting(source -> source.open().getClass().getSimpleName())
                    .isEqualTo(expected);
        }
    }

    @Test
    void firstSourceWithCredentials_isUsedFromThenOn() {
        providers.put(CredentialSource.CONTAINER, () -> KEYS);
        assertThat(own.resolveCredentials()).isEqualTo(KEYS);
        providers.put(CredentialSource.SYSTEM_PROPERTIES, () -> AwsBasicCredentials.create("other", "other"));
        assertThat(own.resolveCredentials()).isEqualTo(KEYS);
        assertThat(searches).hasValue(1);
    }

    @Test
    void failure_isRememberedForAMoment() {
        OwnCredentialsException first = failure();
        assertThat(failure()).isSameAs(first);
        assertThat(searches).hasValue(1);
        nanos.addAndGet(OwnCredentials.FAILURE_REMEMBERED.toNanos());
        assertThat(failure()).isNotSameAs(first);
        assertThat(searches).hasValue(2);
    }

    @Test
    void concurrentRequests_shareOneFailedSearch() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        providers.put(CredentialSource.SYSTEM_PROPERTIES, () -> {
            searches.incrementAndGet();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return none();
        });
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<OwnCredentialsException>> all = IntStream.range(0, 8)
                    .mapToObj(any -> threads.submit(this::failure))
                    .toList();
            go.countDown();
            for (Future<OwnCredentialsException> each : all) {
                assertThat(each.get(60, TimeUnit.SECONDS)).isSameAs(all.get(0).get());
            }
            assertThat(searches).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void failure_isLoggedOnce_andAgainIfItChangesOrLasts() {
        fail(CredentialSource.WEB_IDENTITY, SdkClientException.create("x", new ConnectException("refused")));
        for (int i = 0; i < 10; i++) {
            nanos.addAndGet(OwnCredentials.FAILURE_REMEMBERED.toNanos());
            failure();
        }
        assertThat(log).singleElement().asString().startsWith("WARNING ").contains("web identity token: there is no");
        fail(CredentialSource.WEB_IDENTITY, refusal());
        nanos.addAndGet(OwnCredentials.FAILURE_REMEMBERED.toNanos());
        failure();
        assertThat(log).hasSize(2);
        nanos.addAndGet(OwnCredentials.LOGGED_EVERY.toNanos());
        failure();
        assertThat(log).hasSize(3);
        providers.put(CredentialSource.WEB_IDENTITY, () -> KEYS);
        nanos.addAndGet(OwnCredentials.FAILURE_REMEMBERED.toNanos());
        own.resolveCredentials();
        own.resolveCredentials();
        assertThat(log).hasSize(4).last().asString().startsWith("INFO ").contains("available again");
    }

    @Test
    void failureOfTheSourceInUse_hasItsReasonOnly() {
        providers.put(CredentialSource.WEB_IDENTITY, () -> KEYS);
        own.resolveCredentials();
        fail(CredentialSource.WEB_IDENTITY, refusal());
        ServerCredentialsException refusal =
                (ServerCredentialsException) failure().refusal();
        assertThat(refusal.reason())
                .isEqualTo("The server could not obtain its own AWS credentials: web identity token: Sts refused it"
                        + " (error code InvalidIdentityToken, status 400)");
        assertThat(refusal.detail())
                .contains("could not obtain its own AWS credentials")
                .doesNotContain("Sts");
    }

    /** On EKS, the role of the node would silently replace that of the pod. */
    @Test
    void anotherSourceThanTheConfiguredOne_isAWarning() {
        fail(CredentialSource.WEB_IDENTITY, refusal());
        providers.put(CredentialSource.INSTANCE_METADATA, () -> KEYS);
        own.resolveCredentials();
        own.resolveCredentials();
        assertThat(log)
                .singleElement()
                .asString()
                .startsWith("WARNING ")
                .contains("'instance metadata'", "web identity token: Sts refused it");
    }

    @Test
    void credentialsThatHaveExpired_areNotUsed_exceptThoseOfAnInstance() {
        AwsCredentials expired = AwsSessionCredentials.builder()
                .accessKeyId("ASIAEXAMPLE")
                .secretAccessKey("secret")
                .sessionToken("token")
                .expirationTime(NOW)
                .build();
        providers.put(CredentialSource.WEB_IDENTITY, () -> expired);
        assertThat(failure()).hasMessageContaining("web identity token: returned credentials that expired at " + NOW);
        nanos.addAndGet(OwnCredentials.FAILURE_REMEMBERED.toNanos());
        providers.put(CredentialSource.INSTANCE_METADATA, () -> expired);
        assertThat(own.resolveCredentials()).isEqualTo(expired);
    }

    @Test
    void messagesOfOthers_reachNeitherTheExceptionNorItsCauses() {
        fail(CredentialSource.WEB_IDENTITY, new IllegalStateException(HIDDEN, new IllegalArgumentException(HIDDEN)));
        OwnCredentialsException failure = failure();
        StringWriter printed = new StringWriter();
        failure.refusal().printStackTrace(new PrintWriter(printed));
        assertThat(printed.toString())
                .contains("web identity token: failed (IllegalStateException)")
                .doesNotContain(HIDDEN);
    }

    @Test
    void settingsWithoutCredentials_areNamedAsTheReason() {
        fail(CredentialSource.WEB_IDENTITY, SdkClientException.create("Profile file contained no credentials"));
        assertThat(failure())
                .hasMessageContaining("web identity token: its settings are missing or not complete [Profile file");
    }

    @Test
    void missingModule_isNamed() {
        fail(
                CredentialSource.WEB_IDENTITY,
                new IllegalStateException(
                        "x", new ClassNotFoundException("software.amazon.awssdk.services.sso.auth.SomeFactory")));
        assertThat(failure()).hasMessageContaining("it needs software.amazon.awssdk:sso, which this program does not");
    }

    @Test
    void interruption_isNotAFailure() {
        fail(CredentialSource.WEB_IDENTITY, AbortedException.create("interrupted"));
        assertThatThrownBy(own::resolveCredentials).isInstanceOf(AbortedException.class);
        providers.put(CredentialSource.WEB_IDENTITY, () -> KEYS);
        assertThat(own.resolveCredentials()).isEqualTo(KEYS);
        assertThat(log).isEmpty();
    }

    private static AwsCredentials waitFor(CountDownLatch latch) {
        try {
            latch.await();
            return KEYS;
        } catch (InterruptedException e) {
            throw AbortedException.create("interrupted", e);
        }
    }

    /** As a credential_process that waits for its terminal, or fills its standard error, which the SDK does not read. */
    @Test
    void sourceThatHangs_isNamed_andIsAskedAgainAfterAMinute() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        providers.put(CredentialSource.WEB_IDENTITY, () -> {
            if (asked.get() > 0) {
                asked.incrementAndGet();
                return KEYS;
            }
            nanos.addAndGet(OwnCredentials.LIMIT.toNanos());
            asked.incrementAndGet();
            return waitFor(never);
        });
        failureWithin(Duration.ZERO); // starts the search
        while (asked.get() == 0) {
            Thread.onSpinWait();
        }
        OwnCredentialsException first = failure();
        assertThat(first).hasMessageContaining("web identity token: returned no credentials within 10 seconds");
        assertThat(log).singleElement().asString().contains("web identity token: returned no credentials within");
        nanos.addAndGet(OwnCredentials.FAILURE_REMEMBERED.toNanos());
        assertThat(failure()).as("the same search").hasMessage(first.getMessage());
        nanos.addAndGet(BoundedSearch.ABANDONED_AFTER.toNanos());
        assertThat(own.resolveCredentials()).as("another search").isEqualTo(KEYS);
        assertThat(asked).hasValue(2);
    }

    private OwnCredentialsException failureWithin(Duration left) {
        return Deadline.within(left, this::failure);
    }

    @Test
    void searchThatEndsLate_isUsed() {
        CountDownLatch go = new CountDownLatch(1);
        providers.put(CredentialSource.WEB_IDENTITY, () -> waitFor(go));
        assertThat(failureWithin(Duration.ZERO)).hasMessageContaining("in the time that was left for the request");
        go.countDown();
        assertThat(own.resolveCredentials()).isEqualTo(KEYS);
        assertThat(searches).hasValue(1);
        assertThat(log).isEmpty();
    }

    @Test
    void interruptedCaller_stopsWaiting_andTheOthersDoNot() {
        CountDownLatch go = new CountDownLatch(1);
        providers.put(CredentialSource.WEB_IDENTITY, () -> waitFor(go));
        Thread.currentThread().interrupt();
        assertThatThrownBy(own::resolveCredentials).isInstanceOf(AbortedException.class);
        assertThat(Thread.interrupted()).isTrue();
        go.countDown();
        assertThat(own.resolveCredentials()).isEqualTo(KEYS);
        assertThat(searches).hasValue(1);
    }

    private static RuntimeException refusal() {
        return StsException.builder()
                .message(HIDDEN)
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Sts")
                        .errorCode("InvalidIdentityToken")
                        .errorMessage(HIDDEN)
                        .build())
                .build();
    }
}

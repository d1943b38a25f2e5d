package io.dataaccount.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.port.SessionRequest;
import io.dataaccount.core.port.SessionRequest.Purpose;
import io.dataaccount.core.port.SessionScope;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Contract of every credential resolver: reuse, renewal and removal of sessions. */
abstract class SessionRenewalContract extends CredentialResolverHarness {
    private static final Duration LONGER_THAN_ANY_SESSION = Duration.ofDays(7);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    protected void resolve_withNineTenthsLeft_reusesAndWithLessRenews() {
        SessionRequest longest = request(randomCaller(), LONGER_THAN_ANY_SESSION);
        AccountSession first = resolve(longest);
        SessionRequest half = lasting(longest, left(first).dividedBy(2));
        clock().advance(left(first).minus(nineTenths(half.validFor())).minus(SECOND));
        assertThat(resolve(half).credentials()).isEqualTo(first.credentials());
        clock().advance(SECOND.multipliedBy(2));
        AccountSession renewed = resolve(half);
        assertThat(renewed.credentials().accessKeyId())
                .isNotEqualTo(first.credentials().accessKeyId());
        assertThat(expiration(renewed)).isAfter(expiration(first));
    }

    @Test
    protected void resolve_forLongerThanASessionLasts_measuresByTheSessionLength() {
        SessionRequest request = request(randomCaller(), LONGER_THAN_ANY_SESSION);
        AccountSession first = resolve(request);
        clock().advance(left(first).dividedBy(20));
        assertThat(resolve(request).credentials()).isEqualTo(first.credentials());
        clock().advance(left(first).dividedBy(10));
        assertThat(resolve(request).credentials().accessKeyId())
                .isNotEqualTo(first.credentials().accessKeyId());
    }

    @Test
    protected void resolve_forAShorterTime_reusesALongerSession() {
        SessionRequest request = request(randomCaller(), LONGER_THAN_ANY_SESSION);
        AccountSession first = resolve(request);
        clock().advance(left(first).dividedBy(2));
        assertThat(resolve(lasting(request, SHORT)).credentials()).isEqualTo(first.credentials());
        assertThat(resolve(request).credentials().accessKeyId())
                .isNotEqualTo(first.credentials().accessKeyId());
    }

    @Test
    protected void resolve_atTheEndOfASession_startsANewOne() {
        SessionRequest request = request(randomCaller(), SHORT);
        AccountSession first = resolve(request);
        clock().advance(left(first));
        AccountSession next = resolve(request);
        assertThat(next.credentials().accessKeyId())
                .isNotEqualTo(first.credentials().accessKeyId());
        assertThat(expiration(next)).isAfter(clock().instant());
    }

    @Test
    protected void drop_ofASession_startsANewOne() {
        SessionRequest request = request(randomCaller());
        SessionRequest other = request(randomCaller());
        AccountSession first = resolve(request);
        AccountSession untouched = resolve(other);
        assertThat(resolver().drop(first)).isTrue();
        AccountSession second = resolve(request);
        assertThat(second.credentials().accessKeyId())
                .isNotEqualTo(first.credentials().accessKeyId());
        assertThat(resolve(request)).isEqualTo(second);
        assertThat(resolve(other)).isEqualTo(untouched);
    }

    /**
     * S3 refuses several calls with the same session one after the other, so the same session is dropped repeatedly.
     */
    @Test
    protected void drop_ofASessionThatIsDropped_keepsItsSuccessor() {
        SessionRequest request = request(randomCaller());
        AccountSession first = resolve(request);
        assertThat(resolver().drop(first)).isTrue();
        assertThat(resolver().drop(first)).isTrue();
        AccountSession second = resolve(request);
        assertThat(resolver().drop(first)).isTrue();
        assertThat(resolve(request)).isEqualTo(second);
    }

    /** Signing a URL needs no call to S3, so only a call for another purpose notices that the sessions are invalid. */
    @Test
    protected void drop_ofASession_dropsTheOtherSessionsOfTheCallerAndRole() {
        Caller caller = randomCaller();
        SessionRequest browse = request(caller, role(), Purpose.BROWSE, SessionScope.ACCOUNT);
        SessionRequest upload = request(caller, role(), Purpose.UPLOAD, SessionScope.ACCOUNT);
        AccountSession signing = resolve(upload);
        AccountSession listing = resolve(browse);
        assertThat(resolver().drop(listing)).isTrue();
        AccountSession next = resolve(upload);
        assertThat(next.credentials().accessKeyId())
                .isNotEqualTo(signing.credentials().accessKeyId());
        assertThat(resolver().drop(listing)).isTrue();
        assertThat(resolve(upload)).isEqualTo(next);
    }

    /** A server that refuses every session must cause at most one new session a minute. */
    @Test
    protected void drop_ofTheSuccessor_waitsAMinute() {
        SessionRequest request = request(randomCaller());
        assertThat(resolver().drop(resolve(request))).isTrue();
        AccountSession second = resolve(request);
        for (int i = 0; i < 5; i++) {
            assertThat(resolver().drop(second)).isFalse();
            assertThat(resolve(request)).isEqualTo(second);
            clock().advance(SECOND.multipliedBy(11));
        }
        clock().advance(SECOND.multipliedBy(5));
        assertThat(resolver().drop(second)).isTrue();
        assertThat(resolve(request).credentials().accessKeyId())
                .isNotEqualTo(second.credentials().accessKeyId());
    }

    @Test
    protected void drop_byManyThreads_startsOneSession() {
        SessionRequest request = request(randomCaller());
        AccountSession first = resolve(request);
        List<String> keys = ConcurrentCalls.call(16, number -> {
            assertThat(resolver().drop(first)).isTrue();
            return resolve(request).credentials().accessKeyId();
        });
        assertThat(Set.copyOf(keys))
                .hasSize(1)
                .doesNotContain(first.credentials().accessKeyId());
    }

    @Test
    protected void drop_ofAnUnknownSession_changesNothing() {
        AccountSession own = resolve(request(randomCaller(), ownAccount(), Purpose.UPLOAD, SessionScope.ACCOUNT));
        assertThat(resolver().drop(own)).isFalse();
        AccountSession unknown = new AccountSession(
                role().account(), "a role", new Credentials("ASIAUNKNOWN", "secret", "token", clock().instant()));
        assertThat(resolver().drop(unknown)).isFalse();
    }

    @Test
    protected void resolve_atAnyTime_leavesNineTenths() {
        Random random = SeededRandom.random("resolve_atAnyTime_leavesNineTenths");
        SessionRequest request = request(randomCaller(), LONGER_THAN_ANY_SESSION);
        Duration session = left(resolve(request));
        for (int i = 0; i < 300; i++) {
            clock().advance(Duration.ofSeconds(random.nextInt((int) session.toSeconds() / 3)));
            Duration asked = Duration.ofSeconds(1 + random.nextInt((int) session.toSeconds() * 2));
            Duration promised = asked.compareTo(session) < 0 ? asked : session;
            assertThat(left(resolve(lasting(request, asked)))).isGreaterThanOrEqualTo(nineTenths(promised));
        }
    }
}

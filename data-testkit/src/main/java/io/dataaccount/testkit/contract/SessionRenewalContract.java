package io.dataaccount.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.Access;
import io.dataaccount.core.port.AccessRequest;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every credential resolver promises of the life of its sessions. */
abstract class SessionRenewalContract extends CredentialResolverHarness {
    private static final Duration LONGER_THAN_ANY_SESSION = Duration.ofDays(7);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    protected void resolve_withNineTenthsLeft_reusesAndWithLessRenews() {
        AccessRequest whole = request(randomCaller(), LONGER_THAN_ANY_SESSION);
        Access first = resolve(whole);
        AccessRequest half = lasting(whole, left(first).dividedBy(2));
        clock().advance(left(first).minus(nineTenths(half.validFor())).minus(SECOND));
        assertThat(resolve(half).credentials()).isEqualTo(first.credentials());
        clock().advance(SECOND.multipliedBy(2));
        Access renewed = resolve(half);
        assertThat(renewed.credentials().accessKeyId())
                .isNotEqualTo(first.credentials().accessKeyId());
        assertThat(expiration(renewed)).isAfter(expiration(first));
    }

    @Test
    protected void resolve_forLongerThanASessionLasts_goesByTheWholeSession() {
        AccessRequest request = request(randomCaller(), LONGER_THAN_ANY_SESSION);
        Access first = resolve(request);
        clock().advance(left(first).dividedBy(20));
        assertThat(resolve(request).credentials()).isEqualTo(first.credentials());
        clock().advance(left(first).dividedBy(10));
        assertThat(resolve(request).credentials().accessKeyId())
                .isNotEqualTo(first.credentials().accessKeyId());
    }

    @Test
    protected void resolve_forShorterThanIsLeft_reusesWhatWasMadeForLonger() {
        AccessRequest request = request(randomCaller(), LONGER_THAN_ANY_SESSION);
        Access first = resolve(request);
        clock().advance(left(first).dividedBy(2));
        assertThat(resolve(lasting(request, SHORT)).credentials()).isEqualTo(first.credentials());
        assertThat(resolve(request).credentials().accessKeyId())
                .isNotEqualTo(first.credentials().accessKeyId());
    }

    @Test
    protected void resolve_atTheEndOfASession_givesANewOne() {
        AccessRequest request = request(randomCaller(), SHORT);
        Access first = resolve(request);
        clock().advance(left(first));
        Access next = resolve(request);
        assertThat(next.credentials().accessKeyId())
                .isNotEqualTo(first.credentials().accessKeyId());
        assertThat(expiration(next)).isAfter(clock().instant());
    }

    @Test
    protected void resolve_whateverTheTime_leavesNineTenths() {
        Random random = Seed.random("resolve_whateverTheTime_leavesNineTenths");
        AccessRequest request = request(randomCaller(), LONGER_THAN_ANY_SESSION);
        Duration session = left(resolve(request));
        for (int i = 0; i < 300; i++) {
            clock().advance(Duration.ofSeconds(random.nextInt((int) session.toSeconds() / 3)));
            Duration asked = Duration.ofSeconds(1 + random.nextInt((int) session.toSeconds() * 2));
            Duration promised = asked.compareTo(session) < 0 ? asked : session;
            assertThat(left(resolve(lasting(request, asked)))).isGreaterThanOrEqualTo(nineTenths(promised));
        }
    }
}

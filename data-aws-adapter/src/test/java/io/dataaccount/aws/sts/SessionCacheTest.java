package io.dataaccount.aws.sts;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.testkit.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionCacheTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-24T12:00:00Z"));
    private final SessionCache<String> cache = new SessionCache<>(clock, HOUR);
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void oneCaller_withEndlessSessions_losesTheirOwnOldestAndNobodyElses() {
        RoleSession first = get("ana-0", "ana");
        RoleSession theirs = get("ben-0", "ben");
        for (int i = 1; i < SessionCache.MAX_SESSIONS * 2; i++) {
            get("ana-" + i, "ana");
        }
        assertThat(get("ben-0", "ben")).isSameAs(theirs);
        assertThat(get("ana-0", "ana")).isNotSameAs(first);
        int before = made.get();
        for (int i = 1; i < SessionCache.MAX_OF_CALLER; i++) {
            get("ana-" + (SessionCache.MAX_SESSIONS * 2 - i), "ana");
        }
        assertThat(made).hasValue(before);
    }

    @Test
    void oneUseCase_withEndlessCallers_losesItsOwnOldestAndNoOthers() {
        RoleSession theirs = cache.get("other", "zoe", "uc-2", this::fresh);
        for (int i = 0; i < SessionCache.MAX_SESSIONS * 2; i++) {
            get("of-" + i, "user-" + i);
        }
        assertThat(cache.get("other", "zoe", "uc-2", this::fresh)).isSameAs(theirs);
    }

    @Test
    void sessionsThatNobodyUses_makeRoom() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < SessionCache.MAX_OF_CALLER; i++) {
                get("ana-" + i, "ana");
            }
            assertThat(made).hasValue((round + 1) * SessionCache.MAX_OF_CALLER);
            clock.advance(HOUR);
        }
    }

    @Test
    void shares_ofSessionsThatWereDroppedByManyThreads_areGone() {
        IntStream.range(0, SessionCache.MAX_SESSIONS * 8)
                .parallel()
                .forEach(i -> cache.get("key-" + i, "user-" + i, "uc-" + i, this::fresh));
        assertThat(cache.counted()).isLessThanOrEqualTo(SessionCache.MAX_SESSIONS);
    }

    private RoleSession get(String key, String caller) {
        return cache.get(key, caller, "uc-1", this::fresh);
    }

    private RoleSession fresh() {
        made.incrementAndGet();
        return new RoleSession(clock, HOUR);
    }
}

package io.dataaccount.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.error.TooManyRequestsException;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.policy.ExternalIdLimit.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ExternalIdLimitTest {
    private static final UserId ANA = new UserId("ana");

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final ExternalIdLimit limit = new ExternalIdLimit(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });
    private int ids;

    @Test
    void conflicts_waitLongerAndLonger() {
        conflicts(GuessLimit.FREE_TRIES);
        for (long wait : new long[] {2, 4, 8, 16}) {
            assertThat(waitFor("next")).isEqualTo(wait);
            now = now.plusSeconds(wait);
            give("taken-" + ids++, Outcome.CONFLICT);
        }
        now = now.plus(GuessLimit.FORGOTTEN_AFTER);
        conflicts(GuessLimit.FREE_TRIES);
    }

    @Test
    void conflicts_ofOneCaller_holdUpNobodyElse() {
        conflicts(GuessLimit.FREE_TRIES);
        assertThat(waitFor("next")).isPositive();
        limit.begin(new UserId("ben"), new ExternalId("next"));
    }

    /** An administrator may configure external ids for several use cases at the same time. */
    @Test
    void idsAtTheSameTime_withoutAConflict_areBoundedInAllAlone() {
        for (int i = 0; i < GuessLimit.OF_ROLE_AT_ONCE; i++) {
            limit.begin(ANA, new ExternalId("at-once-" + i));
        }
        assertThat(waitFor("next")).isEqualTo(GuessLimit.OF_ROLE_EVERY.toSeconds());
    }

    @Test
    void idsAtTheSameTime_afterAConflict_countBeforeTheyAreDecided() {
        conflicts(1);
        for (int i = 1; i < GuessLimit.FREE_TRIES; i++) {
            limit.begin(ANA, new ExternalId("at-once-" + i));
        }
        assertThat(waitFor("next")).isEqualTo(2);
    }

    /** Otherwise a role that refuses at first would let every id pass later. */
    @Test
    void idsThatWereUndecided_waitToo() {
        for (int i = 0; i < 10; i++) {
            give("prepared-" + i, Outcome.UNDECIDED);
        }
        conflicts(GuessLimit.FREE_TRIES);
        assertThat(waitFor("prepared-0")).isPositive();
        assertThat(waitFor("taken-0")).isZero();
    }

    @Test
    void idsWithoutConflict_areBoundedInAll() {
        for (int i = 0; i < GuessLimit.OF_ROLE_AT_ONCE; i++) {
            give("free-" + i, Outcome.STORED);
        }
        give("free-0", Outcome.STORED);
        assertThat(waitFor("one-more")).isEqualTo(GuessLimit.OF_ROLE_EVERY.toSeconds());
        now = now.plus(GuessLimit.OF_ROLE_EVERY);
        give("one-more", Outcome.STORED);
    }

    @Test
    void clockSetBack_holdsUpForNoLonger() {
        conflicts(GuessLimit.FREE_TRIES);
        now = now.minus(Duration.ofDays(1));
        assertThat(waitFor("next")).isEqualTo(2);
    }

    private void conflicts(int number) {
        for (int i = 0; i < number; i++) {
            give("taken-" + ids++, Outcome.CONFLICT);
        }
    }

    private void give(String id, Outcome outcome) {
        limit.begin(ANA, new ExternalId(id));
        limit.end(ANA, new ExternalId(id), outcome);
    }

    /** The wait in seconds; 0 if the id may be set now. */
    private long waitFor(String id) {
        try {
            give(id, Outcome.UNDECIDED);
            return 0;
        } catch (TooManyRequestsException e) {
            return e.retryAfterSeconds();
        }
    }
}

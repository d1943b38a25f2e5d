package io.dataaccount.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.TooManyRequestsException;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.port.SessionRequest;
import io.dataaccount.core.port.SessionRequest.Purpose;
import io.dataaccount.core.port.SessionScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionStartsTest {
    private static final RoleArn ROLE = new RoleArn("arn:aws:iam::444455556666:role/Data");
    private static final AccountSession ACCESS = new AccountSession(
            ROLE.account(),
            ROLE.value(),
            new Credentials("ASIA1", "secret", "token", Instant.parse("2030-01-01T00:00:00Z")));
    private static final DataException DENIED = new DataException(ErrorCode.ASSUME_ROLE_DENIED, "Denied.");
    private static final DataException UNAVAILABLE = new DataException(ErrorCode.UNAVAILABLE, "Try again.");

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final SessionStarts starts = SessionStarts.limited(new Clock() {
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
    private RoleArn role = ROLE;
    private int calls;
    private @Nullable DataException last;

    @Test
    void sessions_ofOneCaller_areBoundedAcrossUseCasesAndComeBackWithTime() {
        for (int i = 0; i < SessionLimits.OF_CALLER_AT_ONCE; i++) {
            assertThat(open("ana", "uc-" + i % 3)).isEmpty();
        }
        assertThat(waitOf(() -> open("ana", "uc-9"))).isEqualTo(1);
        assertThat(open("ben", "uc-0")).isEmpty();
        now = now.plus(SessionLimits.OF_CALLER_EVERY);
        assertThat(open("ana", "uc-0")).isEmpty();
        assertThat(open("ana", "uc-0")).contains(ErrorCode.TOO_MANY_REQUESTS);
        now = now.plus(Duration.ofHours(5));
        assertThat(IntStream.range(0, SessionLimits.OF_CALLER_AT_ONCE + 1)
                        .filter(i -> open("ana", "uc-0").isEmpty())
                        .count())
                .isEqualTo(SessionLimits.OF_CALLER_AT_ONCE);
    }

    @Test
    void sessions_ofOneUseCase_areBoundedAcrossCallersAndLeaveOtherUseCasesAlone() {
        for (int i = 0; i < SessionLimits.OF_USECASE_AT_ONCE; i++) {
            assertThat(open("user-" + i % 10, "uc-1")).isEmpty();
        }
        assertThat(open("ana", "uc-1")).contains(ErrorCode.TOO_MANY_REQUESTS);
        assertThat(open("ana", "uc-2")).isEmpty();
        for (int i = 0; i < SessionLimits.OF_CALLER_AT_ONCE - 1; i++) {
            assertThat(open("ana", "uc-1")).contains(ErrorCode.TOO_MANY_REQUESTS);
        }
        assertThat(open("ana", "uc-2")).as("what was refused was not counted").isEmpty();
    }

    @Test
    void sessions_afterTheClockWasSetBack_goOnAtTheirPace() {
        now = now.plus(Duration.ofHours(2));
        assertThat(open("ana", "uc-1")).isEmpty();
        now = now.minus(Duration.ofHours(2));
        assertThat(open("ana", "uc-1")).isEmpty();
        assertThat(waitOf(() -> open("ana", "uc-1"))).isEqualTo(1);
        now = now.plus(SessionLimits.OF_CALLER_EVERY);
        assertThat(open("ana", "uc-1")).isEmpty();
    }

    @Test
    void guesses_afterTheClockWasSetBack_waitNoLongerThanBefore() {
        now = now.plus(Duration.ofHours(2));
        IntStream.range(0, GuessLimit.FREE_TRIES).forEach(i -> tried("ana", "guess-" + i, DENIED));
        now = now.minus(Duration.ofHours(2));
        assertThat(waitOf(() -> tried("ana", "one-more", DENIED))).isBetween(1L, 10L);
        now = now.plus(GuessLimit.OF_ROLE_EVERY);
        assertThat(tried("ana", "one-more", DENIED)).contains(ErrorCode.ASSUME_ROLE_DENIED);
        assertThat(tried("ben", "wrong", DENIED)).contains(ErrorCode.ASSUME_ROLE_DENIED);
        now = now.minus(Duration.ofHours(2));
        assertThat(tried("ben", "wrong", null)).contains(ErrorCode.ASSUME_ROLE_DENIED);
        now = now.plus(GuessLimit.REFUSAL_REMEMBERED);
        assertThat(tried("ben", "wrong", null)).as("the refusal").isEmpty();
    }

    @Test
    void guesses_waitLongerEachTime() {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String id = "guess-" + i;
            long waited = 0;
            while (tried("ana", id, DENIED).equals(Optional.of(ErrorCode.TOO_MANY_REQUESTS))) {
                long wait = waitOf(() -> tried("ana", id, DENIED));
                now = now.plusSeconds(wait);
                waited += wait;
            }
            waits.add(waited);
        }
        assertThat(waits).containsExactly(0L, 0L, 0L, 0L, 0L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 600L, 600L);
        assertThat(calls).isEqualTo(16);
    }

    @Test
    void guesses_areForgottenAnHourAfterTheLast() {
        IntStream.range(0, GuessLimit.FREE_TRIES).forEach(i -> tried("ana", "guess-" + i, DENIED));
        now = now.plus(GuessLimit.FORGOTTEN_AFTER).minusMillis(1);
        tried("ana", "one-more", DENIED);
        assertThat(tried("ana", "two-more", DENIED)).contains(ErrorCode.TOO_MANY_REQUESTS);
        now = now.plus(GuessLimit.FORGOTTEN_AFTER);
        for (int i = 0; i < GuessLimit.FREE_TRIES; i++) {
            assertThat(tried("ana", "later-" + i, DENIED)).contains(ErrorCode.ASSUME_ROLE_DENIED);
        }
        assertThat(tried("ana", "last", DENIED)).contains(ErrorCode.TOO_MANY_REQUESTS);
    }

    @Test
    void guesses_ofManyCallers_areSlowedDownAndKeepNobodyOut() {
        for (int caller = 0; caller < 50; caller++) {
            for (int i = 0; i < 4; i++) {
                tried("guesser-" + caller, "guess-" + caller + "-" + i, DENIED);
            }
        }
        assertThat(calls).isEqualTo(50 * GuessLimit.TRIES_OF_ONES_OWN + GuessLimit.OF_ROLE_AT_ONCE);
        assertThat(tried("owner", "mistyped", DENIED)).contains(ErrorCode.ASSUME_ROLE_DENIED);
        assertThat(tried("owner", "right", null)).isEmpty();
        assertThat(tried("guesser-49", "one-more", DENIED)).contains(ErrorCode.TOO_MANY_REQUESTS);
        now = now.plus(GuessLimit.OF_ROLE_EVERY);
        assertThat(tried("guesser-49", "one-more", DENIED)).contains(ErrorCode.ASSUME_ROLE_DENIED);
    }

    @Test
    void guesses_thatStsDidNotAnswer_doNotCount() {
        for (int i = 0; i < 30; i++) {
            assertThat(tried("ana", "id-" + i, UNAVAILABLE)).contains(ErrorCode.UNAVAILABLE);
        }
        assertThat(tried("ana", "right", null)).isEmpty();
        assertThat(calls).isEqualTo(31);
    }

    @Test
    void rightExternalId_isNeverHeldUp() {
        assertThat(tried("ana", "right", null)).isEmpty();
        IntStream.range(0, 40).forEach(i -> tried("ana", "guess-" + i, DENIED));
        assertThat(tried("ana", "guess", DENIED)).contains(ErrorCode.TOO_MANY_REQUESTS);
        assertThat(tried("ana", "right", null)).isEmpty();
        now = now.plus(GuessLimit.FORGOTTEN_AFTER);
        IntStream.range(0, 40).forEach(i -> tried("ana", "later-" + i, DENIED));
        assertThat(tried("ana", "right", null)).isEmpty();
    }

    @Test
    void rightExternalIdOfAnother_isHeldUpAsAWrongOne() {
        assertThat(tried("owner", "right", null)).isEmpty();
        IntStream.range(0, GuessLimit.FREE_TRIES).forEach(i -> tried("ana", "guess-" + i, DENIED));
        assertThat(tried("ana", "right", null)).contains(ErrorCode.TOO_MANY_REQUESTS);
        assertThat(tried("ana", "wrong", null)).contains(ErrorCode.TOO_MANY_REQUESTS);
    }

    @Test
    void refusal_isRememberedForTheCallerWhateverTheScope_andForNobodyElse() {
        tried("ana", "wrong", DENIED);
        assertThat(tried("ana", "wrong", null)).contains(ErrorCode.ASSUME_ROLE_DENIED);
        assertThat(tried("ben", "wrong", null)).isEmpty();
        assertThat(calls).isEqualTo(2);
        now = now.plus(GuessLimit.REFUSAL_REMEMBERED);
        assertThat(tried("ana", "wrong", null)).isEmpty();
    }

    @Test
    void noExternalId_isOneGuess() {
        for (int i = 0; i < 20; i++) {
            assertThat(tried("ana", null, DENIED)).contains(ErrorCode.ASSUME_ROLE_DENIED);
            now = now.plus(GuessLimit.REFUSAL_REMEMBERED);
        }
        assertThat(calls).isEqualTo(20);
    }

    @Test
    void roleInAnotherCase_isTheSameRole() {
        IntStream.range(0, GuessLimit.FREE_TRIES).forEach(i -> tried("ana", "guess-" + i, DENIED));
        role = new RoleArn(ROLE.value().replace("Data", "DATA"));
        assertThat(tried("ana", "one-more", DENIED)).contains(ErrorCode.TOO_MANY_REQUESTS);
        role = new RoleArn(ROLE.value().replace("Data", "Other"));
        assertThat(tried("ana", "one-more", DENIED)).contains(ErrorCode.ASSUME_ROLE_DENIED);
    }

    private Optional<ErrorCode> open(String caller, String usecase) {
        return outcome(caller, null, new UsecaseId(usecase), null);
    }

    private Optional<ErrorCode> tried(String caller, @Nullable String externalId, @Nullable DataException failure) {
        return outcome(caller, externalId, null, failure);
    }

    private Optional<ErrorCode> outcome(
            String caller, @Nullable String externalId, @Nullable UsecaseId usecase, @Nullable DataException failure) {
        try {
            start(caller, externalId, usecase, failure);
            return Optional.empty();
        } catch (DataException e) {
            last = e;
            return Optional.of(e.code());
        }
    }

    private long waitOf(Runnable refused) {
        refused.run();
        assertThat(last).isInstanceOf(TooManyRequestsException.class);
        return last instanceof TooManyRequestsException refusal ? refusal.retryAfterSeconds() : 0;
    }

    private void start(
            String caller, @Nullable String externalId, @Nullable UsecaseId usecase, @Nullable DataException failure) {
        AccountRole target =
                new AccountRole(role.account(), role, externalId == null ? null : new ExternalId(externalId));
        SessionRequest request = new SessionRequest(
                new Caller(caller, caller, false),
                target,
                Purpose.BROWSE,
                SessionScope.ACCOUNT,
                Duration.ofMinutes(5),
                usecase);
        starts.start(request, role, () -> {
            calls++;
            if (failure != null) {
                throw failure;
            }
            return ACCESS;
        });
    }
}

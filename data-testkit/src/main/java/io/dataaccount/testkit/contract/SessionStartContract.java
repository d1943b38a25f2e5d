package io.dataaccount.testkit.contract;

import static io.dataaccount.core.error.ErrorCode.ASSUME_ROLE_DENIED;
import static io.dataaccount.core.error.ErrorCode.TOO_MANY_REQUESTS;
import static io.dataaccount.testkit.contract.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.TooManyRequestsException;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.port.SessionRequest;
import io.dataaccount.core.port.SessionRequest.Purpose;
import io.dataaccount.core.port.SessionScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Contract of every credential resolver: limits for callers who start too many sessions or guess external ids. */
abstract class SessionStartContract extends SessionRenewalContract {
    /** More sessions than one caller may start at once. */
    private static final int TOO_MANY_SESSIONS = 1_000;

    private static final int DOZENS = 60;
    private static final int GUESSES = 40;
    private static final int MAX_DENIED_GUESSES = 8;

    @Test
    protected void resolve_ofDozensOfBuckets_startsAllSessions() {
        Caller caller = randomCaller();
        for (int i = 0; i < DOZENS; i++) {
            for (Purpose purpose : Purpose.values()) {
                assertThat(resolve(ofBucket(caller, purpose, i)).account()).isEqualTo(role().account());
            }
        }
    }

    @Test
    protected void resolve_ofTooManyBuckets_isLimitedForThatCallerOnly() {
        Caller caller = randomCaller();
        List<AccountSession> opened = new ArrayList<>();
        DataException refusal = assertRefused(TOO_MANY_REQUESTS, () -> {
            while (opened.size() < TOO_MANY_SESSIONS) {
                opened.add(resolve(ofBucket(caller, Purpose.BROWSE, opened.size())));
            }
        });
        assertThat(resolve(ofBucket(randomCaller(), Purpose.BROWSE, 0)).account())
                .isEqualTo(role().account());
        assertThat(resolve(ofBucket(caller, Purpose.BROWSE, 0)).credentials())
                .isEqualTo(opened.get(0).credentials());
        SessionRequest next = ofBucket(caller, Purpose.BROWSE, opened.size());
        assertRefused(TOO_MANY_REQUESTS, () -> resolve(next));
        clock().advance(waitOf(refusal));
        assertThat(resolve(next).account()).isEqualTo(role().account());
    }

    @Test
    protected void resolve_withTooManyExternalIds_isLimitedForThatCallerOnly() {
        Caller guesser = randomCaller();
        Caller owner = randomCaller();
        AccountSession theirs = resolve(request(owner));
        List<Optional<ErrorCode>> outcomes = new ArrayList<>();
        for (int i = 0; i < GUESSES; i++) {
            outcomes.addAll(ConcurrentCalls.outcomes(1, any -> resolve(guess(guesser))));
        }
        assertLimited(outcomes);
        assertThat(resolve(request(owner)).credentials()).isEqualTo(theirs.credentials());
        assertThat(resolve(request(owner, role(), Purpose.MANAGE, SessionScope.ACCOUNT))
                        .account())
                .isEqualTo(role().account());
        assertThat(resolve(request(randomCaller())).account()).isEqualTo(role().account());
        assertThat(resolve(request(guesser, otherRole(), Purpose.UPLOAD, SessionScope.ACCOUNT))
                        .account())
                .isEqualTo(otherRole().account());
    }

    @Test
    protected void resolve_withTooManyExternalIdsAtOnce_isLimited() {
        Caller guesser = randomCaller();
        assertLimited(ConcurrentCalls.outcomes(GUESSES, any -> resolve(guess(guesser))));
    }

    /** Otherwise a caller who guesses could recognise the right external id. */
    @Test
    protected void resolve_whileLimited_refusesTheRightExternalIdToo() {
        Caller guesser = randomCaller();
        resolve(request(randomCaller()));
        for (int i = 0; i < GUESSES; i++) {
            ConcurrentCalls.outcomes(1, any -> resolve(guess(guesser)));
        }
        DataException refusal = assertRefused(TOO_MANY_REQUESTS, () -> resolve(request(guesser)));
        assertThat(refusal.detail()).contains("external id");
        clock().advance(waitOf(refusal));
        assertThat(resolve(request(guesser)).account()).isEqualTo(role().account());
        SessionRequest again = request(guesser, role(), Purpose.BROWSE, SessionScope.ACCOUNT);
        assertThat(resolve(again).account()).isEqualTo(role().account());
    }

    @Test
    protected void resolve_withTheSameWrongExternalIdRepeatedly_isDeniedButNotLimited() {
        Caller caller = randomCaller();
        for (int i = 0; i < GUESSES; i++) {
            int number = i;
            assertRefused(
                    ASSUME_ROLE_DENIED,
                    () -> resolve(request(
                            caller, roleWithWrongExternalId(), Purpose.BROWSE, SessionScope.of(bucket(number)))));
            clock().advance(Duration.ofSeconds(1));
        }
        assertThat(resolve(request(caller)).account()).isEqualTo(role().account());
    }

    @Test
    protected void resolve_withExternalIdsFromTheServer_isDeniedButNotLimited() {
        Caller caller = randomCaller();
        for (int i = 0; i < GUESSES; i++) {
            SessionRequest guess = guess(caller);
            SessionRequest made = new SessionRequest(
                    guess.caller(), guess.target(), guess.purpose(), guess.scope(), guess.validFor(), null, true);
            assertRefused(ASSUME_ROLE_DENIED, () -> resolve(made));
        }
        assertThat(resolve(request(caller)).account()).isEqualTo(role().account());
    }

    private static Duration waitOf(DataException refusal) {
        assertThat(refusal).isInstanceOf(TooManyRequestsException.class);
        return Duration.ofSeconds(((TooManyRequestsException) refusal).retryAfterSeconds());
    }

    private static void assertLimited(List<Optional<ErrorCode>> outcomes) {
        assertThat(outcomes)
                .containsOnly(Optional.of(ASSUME_ROLE_DENIED), Optional.of(TOO_MANY_REQUESTS))
                .filteredOn(Optional.of(ASSUME_ROLE_DENIED)::equals)
                .hasSizeLessThanOrEqualTo(MAX_DENIED_GUESSES);
    }

    private SessionRequest guess(Caller caller) {
        AccountRole guess = new AccountRole(
                role().account(),
                role().roleArn(),
                new ExternalId(UUID.randomUUID().toString()));
        return request(caller, guess, Purpose.UPLOAD, SessionScope.ACCOUNT);
    }

    private SessionRequest ofBucket(Caller caller, Purpose purpose, int number) {
        return request(caller, role(), purpose, SessionScope.of(bucket(number)));
    }

    private static BucketName bucket(int number) {
        return new BucketName("bucket-" + number);
    }
}

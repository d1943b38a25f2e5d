package io.dataaccount.core.policy;

import io.dataaccount.core.error.TooManyRequestsException;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.port.SessionRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Limits how many sessions one caller, and all callers of one use case together, may start. Safe for use by many
 * threads.
 *
 * @see
 *     <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">STS quotas, which all callers share</a>
 */
final class SessionLimits {
    static final int OF_CALLER_AT_ONCE = 200;
    static final Duration OF_CALLER_EVERY = Duration.ofMillis(500);
    static final int OF_USECASE_AT_ONCE = 1_000;
    static final Duration OF_USECASE_EVERY = Duration.ofMillis(50);

    private static final int MAX_CALLERS = 10_000;
    private static final int MAX_USECASES = 10_000;

    private final Clock clock;
    private final Map<UserId, TokenBucket> callers = new LruMap<>(MAX_CALLERS);
    private final Map<String, TokenBucket> usecases = new LruMap<>(MAX_USECASES);

    SessionLimits(Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts one more session. Requests without a use case are counted by their role.
     *
     * @throws TooManyRequestsException if a limit is exceeded; the session is not counted then
     */
    synchronized void take(SessionRequest request, RoleArn role) {
        Instant now = clock.instant();
        TokenBucket caller = callers.computeIfAbsent(
                request.caller().userId(), any -> new TokenBucket(OF_CALLER_AT_ONCE, OF_CALLER_EVERY));
        TokenBucket usecase = usecases.computeIfAbsent(
                request.usecase().map(UsecaseId::value).orElse(role.value()),
                any -> new TokenBucket(OF_USECASE_AT_ONCE, OF_USECASE_EVERY));
        check(caller.waitAt(now), "You start sessions in data accounts more often than this server permits one caller");
        check(
                usecase.waitAt(now),
                "The callers of this use case start sessions in its data account more often than this server permits"
                        + " one use case");
        caller.take(now);
        usecase.take(now);
    }

    private static void check(Duration wait, String reason) {
        if (!wait.isZero()) {
            throw new TooManyRequestsException(
                    wait,
                    reason,
                    "use fewer different buckets: each bucket needs its own session, and existing sessions still"
                            + " work");
        }
    }
}

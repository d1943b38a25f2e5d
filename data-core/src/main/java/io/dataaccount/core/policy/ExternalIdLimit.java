package io.dataaccount.core.policy;

import io.dataaccount.core.error.TooManyRequestsException;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Slows down callers who give a use case one external id after the other. An id that another use case has for another account is
 * refused, so who has a role that takes any external id learns from that which ones are in use. A conflict counts as a
 * wrong guess does with one role: {@link GuessLimit#FREE_TRIES} different ones are free, each one more has to wait, and
 * they are forgotten after {@link GuessLimit#FORGOTTEN_AFTER} without a new one. An id without a conflict tells something
 * too, so one caller may give {@link GuessLimit#OF_ROLE_AT_ONCE} ids and then one every {@link GuessLimit#OF_ROLE_EVERY}. The
 * same id again is free: it tells nothing new.
 *
 * <p>Safe for use by many threads. After a conflict, ids that are given at the same time count before it is known whether they
 * conflict too; before the first one, as many may be given at once as the allowance has.
 */
public final class ExternalIdLimit {
    private static final int MAX_CALLERS = 10_000;
    private static final int MAX_IDS = 64;

    private static final class Tries {
        /** And whether it is known of each if it conflicts. */
        private final Map<ExternalId, Boolean> given = new LruMap<>(MAX_IDS);

        private final TokenBucket all = new TokenBucket(GuessLimit.OF_ROLE_AT_ONCE, GuessLimit.OF_ROLE_EVERY);
        private int conflicts;
        private int underWay;
        private Instant last = Instant.MIN;
    }

    private final Clock clock;
    private final Map<UserId, Tries> callers = new LruMap<>(MAX_CALLERS);

    public ExternalIdLimit(Clock clock) {
        this.clock = clock;
    }

    /**
     * To be followed by {@link #end}, whatever becomes of the id.
     *
     * @throws TooManyRequestsException if it is one too many; {@link #end} must not follow then
     */
    public synchronized void begin(UserId caller, ExternalId id) {
        Instant now = clock.instant();
        Tries tries = triesOf(caller);
        if (tries.last.isAfter(now)) {
            tries.last = now; // the clock was set back
        }
        if (tries.conflicts > 0 && !now.isBefore(tries.last.plus(GuessLimit.FORGOTTEN_AFTER))) {
            tries.given.clear();
            tries.conflicts = 0;
        }
        // before the first conflict there is nothing to learn one after the other: the allowance bounds what is tried
        // at once
        int wrong = tries.conflicts == 0 ? 0 : tries.conflicts + tries.underWay;
        if (wrong >= GuessLimit.FREE_TRIES && !Boolean.TRUE.equals(tries.given.get(id))) {
            check(Duration.between(now, tries.last.plus(GuessLimit.waitAfter(wrong))));
        }
        if (!tries.given.containsKey(id)) {
            check(tries.all.waitAt(now));
            tries.all.take(now);
            tries.given.put(id, false);
            tries.last = now;
        }
        tries.underWay++;
    }

    public synchronized void end(UserId caller, ExternalId id, Outcome outcome) {
        Tries tries = triesOf(caller);
        tries.underWay = Math.max(0, tries.underWay - 1);
        if (outcome == Outcome.UNDECIDED || Boolean.TRUE.equals(tries.given.put(id, true))) {
            return;
        }
        if (outcome == Outcome.CONFLICT) {
            tries.conflicts++;
            tries.last = clock.instant();
        }
    }

    /** What became of an id that was given. */
    public enum Outcome {
        STORED,
        /** Another use case has the id for another account. */
        CONFLICT,
        /** The call failed before that was looked at, or for another reason. */
        UNDECIDED
    }

    private Tries triesOf(UserId caller) {
        return callers.computeIfAbsent(caller, any -> new Tries());
    }

    private static void check(Duration wait) {
        if (!wait.isNegative() && !wait.isZero()) {
            throw new TooManyRequestsException(
                    wait,
                    "You have given too many external ids",
                    "leave data_account_external_id out to get a new one");
        }
    }
}

package io.dataaccount.core.policy;

import io.dataaccount.core.error.TooManyRequestsException;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Slows down callers who set one external id after the other in a use case. An external id that another use case uses
 * for another account is refused. So a caller with a role that accepts any external id could find out which ids are in
 * use. A conflict counts like a wrong guess with one role: {@link GuessLimit#FREE_TRIES} different ids are free, each
 * further one has to wait, and they are forgotten after {@link GuessLimit#FORGOTTEN_AFTER} without a new one. An id
 * without a conflict reveals information too, so one caller may set {@link GuessLimit#OF_ROLE_AT_ONCE} ids and then one
 * every {@link GuessLimit#OF_ROLE_EVERY}. Setting the same id again is free, because it reveals nothing new.
 *
 * <p>Safe for use by many threads. After a first conflict, ids that are set in parallel count as conflicts until the
 * result is known. Before it, the allowance limits how many can be set at once.
 */
public final class ExternalIdLimit {
    private static final int MAX_CALLERS = 10_000;
    private static final int MAX_IDS = 64;

    private static final class Tries {
        /** The ids that were set, with true if it is known whether they conflict. */
        private final Map<ExternalId, Boolean> given = new LruMap<>(MAX_IDS);

        private final TokenBucket all = new TokenBucket(GuessLimit.OF_ROLE_AT_ONCE, GuessLimit.OF_ROLE_EVERY);
        private int conflicts;
        private int underWay;
        private Instant last = Instant.MIN;
    }

    private final Clock clock;
    private final Map<UserId, Tries> callers = new LruMap<>(MAX_CALLERS);

    /** @param clock the clock for waits */
    public ExternalIdLimit(Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts an external id. The caller must call {@link #end} afterwards, whatever the result is.
     *
     * @throws TooManyRequestsException if the caller has set too many; {@link #end} must not be called then
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
        // before the first conflict, trying one id after the other reveals nothing; the allowance limits parallel
        // attempts
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

    /** Records the result of an external id that {@link #begin} counted. */
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

    /** The result of an external id that was set. */
    public enum Outcome {
        /** The id was stored. */
        STORED,
        /** Another use case uses the id for another account. */
        CONFLICT,
        /** The call failed before the check, or for another reason. */
        UNDECIDED
    }

    private Tries triesOf(UserId caller) {
        return callers.computeIfAbsent(caller, any -> new Tries());
    }

    private static void check(Duration wait) {
        if (!wait.isNegative() && !wait.isZero()) {
            throw new TooManyRequestsException(
                    wait,
                    "You have tried too many external ids",
                    "leave data_account_external_id out to get a new one");
        }
    }
}

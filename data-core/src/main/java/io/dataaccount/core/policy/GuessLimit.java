package io.dataaccount.core.policy;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.TooManyRequestsException;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Slows down callers who try one external id after the other with a role. It counts the different external ids with
 * which STS refused the role to the caller. The same id again is no guess. {@link #FREE_TRIES} guesses are free. Each
 * further one has to wait, twice as long as the one before, at most {@link #MAX_WAIT}. Guesses are forgotten after
 * {@link #FORGOTTEN_AFTER} without a new one.
 *
 * <p>All callers together may try {@link #OF_ROLE_AT_ONCE} external ids with one role and then one every
 * {@link #OF_ROLE_EVERY}. The first {@link #TRIES_OF_ONES_OWN} of each caller do not count towards that and are not
 * limited by it. So no caller can block a role for others with guesses. For the same reason a refusal is cached only
 * for the caller who got it: a trust policy may distinguish callers by their session names.
 *
 * <p>An external id that was correct for this caller is always permitted. One that was correct only for another caller
 * is not, because the difference would reveal that a guess was right.
 *
 * <p>Safe for use by many threads. Parallel attempts are counted before the first response arrives.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">The confused deputy problem</a>
 */
final class GuessLimit {
    static final int FREE_TRIES = 5;
    static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    static final Duration MAX_WAIT = Duration.ofMinutes(10);
    static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    static final Duration REFUSAL_REMEMBERED = Duration.ofSeconds(5);
    static final int TRIES_OF_ONES_OWN = 2;
    static final int OF_ROLE_AT_ONCE = 20;
    static final Duration OF_ROLE_EVERY = Duration.ofSeconds(10);

    private static final int MAX_CALLERS = 10_000;
    private static final int MAX_ROLES = 10_000;
    private static final int MAX_IDS = 64;

    /** @param role in lower case, because role names are not case-sensitive */
    private record Key(UserId caller, String role) {
        Key(UserId caller, RoleArn role) {
            this(caller, nameOf(role));
        }

        /** Written by hand, because the generated method takes milliseconds to link at a cold start. */
        @Override
        public int hashCode() {
            return 31 * caller.value().hashCode() + role.hashCode();
        }
    }

    private static final class TriedId {
        private boolean right;
        private boolean counted;
        private boolean countedForRole;
        private @Nullable DataException refusal;
        private Instant refusedUntil = Instant.MIN;
    }

    private static final class Tries {
        private final Map<Optional<ExternalId>, TriedId> ids = new LruMap<>(MAX_IDS);
        private int wrong;
        private Instant last = Instant.MIN;
    }

    private final Clock clock;
    private final Map<Key, Tries> callers = new LruMap<>(MAX_CALLERS);
    private final Map<String, TokenBucket> roles = new LruMap<>(MAX_ROLES);

    GuessLimit(Clock clock) {
        this.clock = clock;
    }

    /**
     * Throws the cached refusal of the same attempt, if there is one.
     *
     * @throws DataException the refusal that the caller got for the same attempt within {@link #REFUSAL_REMEMBERED}
     */
    synchronized void checkRefusals(UserId caller, RoleArn role, @Nullable ExternalId id) {
        Tries tries = callers.get(new Key(caller, role));
        TriedId tried = tries == null ? null : tries.ids.get(Optional.ofNullable(id));
        if (tried == null || tried.refusal == null) {
            return;
        }
        Instant now = clock.instant();
        tried.refusedUntil = earlier(tried.refusedUntil, now.plus(REFUSAL_REMEMBERED));
        if (now.isBefore(tried.refusedUntil)) {
            throw tried.refusal;
        }
    }

    /**
     * Counts an external id that the caller has not tried before as wrong, until {@link #opened} or {@link #undecided}
     * is called.
     *
     * @return whether this call counted it
     * @throws TooManyRequestsException if the caller or all callers together have tried too many; it is not counted
     *     then
     */
    synchronized boolean begin(UserId caller, RoleArn role, @Nullable ExternalId id) {
        Instant now = clock.instant();
        Tries tries = triesOf(caller, role);
        tries.last = earlier(tries.last, now);
        if (tries.wrong > 0 && !now.isBefore(tries.last.plus(FORGOTTEN_AFTER))) {
            tries.ids.values().removeIf(tried -> !tried.right);
            tries.wrong = 0;
        }
        if (tries.ids.containsKey(Optional.ofNullable(id))) {
            return false;
        }
        boolean countedForRole = tries.wrong >= TRIES_OF_ONES_OWN;
        if (tries.wrong >= FREE_TRIES) {
            check(Duration.between(now, tries.last.plus(waitAfter(tries.wrong))), "You have", role);
        }
        if (countedForRole) {
            TokenBucket ofRole =
                    roles.computeIfAbsent(nameOf(role), any -> new TokenBucket(OF_ROLE_AT_ONCE, OF_ROLE_EVERY));
            check(ofRole.waitAt(now), "Several callers have", role);
            ofRole.take(now);
        }
        count(tries, id, now).countedForRole = countedForRole;
        return true;
    }

    /** The recorded time, but not later than the latest possible one: the clock may have been set back. */
    private static Instant earlier(Instant noted, Instant latest) {
        return noted.isAfter(latest) ? latest : noted;
    }

    private static TriedId count(Tries tries, @Nullable ExternalId id, Instant now) {
        TriedId tried = new TriedId();
        tried.counted = true;
        tries.ids.put(Optional.ofNullable(id), tried);
        tries.wrong++;
        tries.last = now;
        return tried;
    }

    static Duration waitAfter(int wrong) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(wrong - FREE_TRIES, 20));
        return wait.compareTo(MAX_WAIT) < 0 ? wait : MAX_WAIT;
    }

    private static void check(Duration wait, String who, RoleArn role) {
        if (!wait.isNegative() && !wait.isZero()) {
            throw new TooManyRequestsException(
                    wait,
                    who + " tried too many external ids with the role " + role,
                    "look up in the role's trust policy which one it requires");
        }
    }

    /** Records that STS accepted the role with the external id. */
    synchronized void opened(UserId caller, RoleArn role, @Nullable ExternalId id) {
        Tries tries = triesOf(caller, role);
        TriedId tried = tries.ids.computeIfAbsent(Optional.ofNullable(id), any -> new TriedId());
        tried.refusal = null;
        tried.right = true;
        uncount(tries, tried, role);
    }

    /** Records that STS refused the role with the external id. */
    synchronized void refused(UserId caller, RoleArn role, @Nullable ExternalId id, DataException refusal) {
        Instant now = clock.instant();
        Tries tries = triesOf(caller, role);
        TriedId known = tries.ids.get(Optional.ofNullable(id));
        TriedId tried = known == null ? count(tries, id, now) : known;
        tried.refusal = refusal;
        tried.refusedUntil = now.plus(REFUSAL_REMEMBERED);
    }

    /**
     * Records that it is unknown whether the external id is right, because STS did not respond. Only the call that
     * counted it in {@link #begin} calls this.
     */
    synchronized void undecided(UserId caller, RoleArn role, @Nullable ExternalId id) {
        Tries tries = triesOf(caller, role);
        TriedId tried = tries.ids.get(Optional.ofNullable(id));
        if (tried != null && !tried.right && tried.refusal == null) {
            tries.ids.remove(Optional.ofNullable(id));
            uncount(tries, tried, role);
        }
    }

    /** The name of the role in lower case, because role names are not case-sensitive. */
    private static String nameOf(RoleArn role) {
        return role.value().toLowerCase(Locale.ROOT);
    }

    private Tries triesOf(UserId caller, RoleArn role) {
        return callers.computeIfAbsent(new Key(caller, role), any -> new Tries());
    }

    private void uncount(Tries tries, TriedId tried, RoleArn role) {
        if (tried.counted) {
            tried.counted = false;
            tries.wrong = Math.max(0, tries.wrong - 1);
        }
        TokenBucket ofRole = roles.get(nameOf(role));
        if (tried.countedForRole && ofRole != null) {
            tried.countedForRole = false;
            ofRole.giveBack();
        }
    }
}

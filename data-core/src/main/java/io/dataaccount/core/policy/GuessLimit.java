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
 * Slows down callers who try external ids of a role one after the other. It counts the different external ids that a caller
 * tried with a role and that did not open it; the same one again is no guess. {@link #FREE_TRIES} of them are free. Each one
 * more has to wait, twice as long as the one before and {@link #MAX_WAIT} at most. They are forgotten after {@link
 * #FORGOTTEN_AFTER} without a new one.
 *
 * <p>All callers together may try {@link #OF_ROLE_AT_ONCE} external ids of one role and then one every {@link
 * #OF_ROLE_EVERY}. The first {@link #TRIES_OF_ONES_OWN} of each caller do not count for that and are not held up by it, so
 * that nobody can keep others from a role by guessing at it. For the same reason a refusal is remembered for the caller who
 * got it and not for others, whose sessions a trust policy may tell apart by their names.
 *
 * <p>An external id that has opened the role for this caller is always let through. One that has opened it for somebody
 * else is not: the difference would tell who guesses that a guess was right.
 *
 * <p>Safe for use by many threads. Threads that try at the same time are counted before the first answer is there.
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

    /** @param role in lower case: names of roles that differ in case alone are not different roles */
    private record Key(UserId caller, String role) {
        Key(UserId caller, RoleArn role) {
            this(caller, nameOf(role));
        }

        /** The generated one takes milliseconds to be made when a function starts. */
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

    /** @throws DataException the refusal of a moment ago, if the caller tried the same then */
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
     * Counts an external id that the caller has not tried before as wrong, until {@link #opened} or {@link #undecided} says
     * otherwise.
     *
     * @return whether it is counted by this call
     * @throws TooManyRequestsException if it is one too many; it is not counted then
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

    /** What was noted before the clock was set back is no later than now. */
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
                    "look up in the role's trust policy which one it asks for");
        }
    }

    /** The role was opened with the external id. */
    synchronized void opened(UserId caller, RoleArn role, @Nullable ExternalId id) {
        Tries tries = triesOf(caller, role);
        TriedId tried = tries.ids.computeIfAbsent(Optional.ofNullable(id), any -> new TriedId());
        tried.refusal = null;
        tried.right = true;
        uncount(tries, tried, role);
    }

    /** STS refused the role with the external id. */
    synchronized void refused(UserId caller, RoleArn role, @Nullable ExternalId id, DataException refusal) {
        Instant now = clock.instant();
        Tries tries = triesOf(caller, role);
        TriedId known = tries.ids.get(Optional.ofNullable(id));
        TriedId tried = known == null ? count(tries, id, now) : known;
        tried.refusal = refusal;
        tried.refusedUntil = now.plus(REFUSAL_REMEMBERED);
    }

    /**
     * Nobody knows whether the external id is right, as STS did not answer. To be called by who counted it in {@link
     * #begin}.
     */
    synchronized void undecided(UserId caller, RoleArn role, @Nullable ExternalId id) {
        Tries tries = triesOf(caller, role);
        TriedId tried = tries.ids.get(Optional.ofNullable(id));
        if (tried != null && !tried.right && tried.refusal == null) {
            tries.ids.remove(Optional.ofNullable(id));
            uncount(tries, tried, role);
        }
    }

    /** The same text for every spelling of one role. */
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

package io.dataaccount.aws.sts;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The session of one cache key, renewed when needed, and the last refusal of STS. A session may last for less time than
 * requested, because of STS or because our clock differs from the clock of STS. Another session would not last longer,
 * so the time that STS gave counts as the full duration. Safe for use by many threads.
 */
final class RoleSession {
    private static final Duration DENIAL_REMEMBERED = Duration.ofSeconds(5);

    /** If STS gave less time than needed, a session younger than this is still used until it expires. */
    private static final Duration MIN_AGE = Duration.ofSeconds(30);

    /** After a session was dropped, the next one is not dropped for this time. */
    private static final Duration DROPPED_EVERY = Duration.ofMinutes(1);

    private record Denial(DataException refusal, Period remembered) {}

    private record Dropped(AccountSession session, Period alone) {}

    private record Started(AccountSession session, Period young, Duration given) {}

    private final Clock clock;
    private final Duration sessionLife;
    private final SingleFlight<AccountSession> starting = new SingleFlight<>();
    private volatile @Nullable Started current;
    private volatile @Nullable Denial denial;
    private @Nullable Dropped dropped;

    RoleSession(Clock clock, Duration sessionLife) {
        this.clock = clock;
        this.sessionLife = sessionLife;
    }

    /**
     * A session with enough time left: at least 90 % of the wanted time, or of what STS gave if that is less. Starts a
     * new session if the present one has less.
     *
     * @param start requests a session from STS
     * @throws DataException what {@code start} throws; after a refusal of STS, the same exception for the next 5
     *     seconds
     */
    AccountSession lasting(Duration wanted, Supplier<AccountSession> start) {
        @Nullable AccountSession known = usable(wanted);
        return known == null ? starting.call(() -> startUnlessDone(wanted, start)) : known;
    }

    private AccountSession startUnlessDone(Duration wanted, Supplier<AccountSession> start) {
        @Nullable AccountSession known = usable(wanted);
        if (known != null) {
            return known;
        }
        try {
            AccountSession session = start.get();
            Instant now = clock.instant();
            Duration given = left(session, now);
            if (given.isZero()) {
                throw remembered(new DataException(
                        ErrorCode.UNAVAILABLE,
                        "STS returned a session that has already expired by the server's clock: correct the clock."));
            }
            denial = null;
            keep(new Started(session, new Period(now, MIN_AGE), given));
            return session;
        } catch (DataException e) {
            throw e.code() == ErrorCode.ASSUME_ROLE_DENIED ? remembered(e) : e;
        }
    }

    private synchronized void keep(Started started) {
        current = started;
    }

    /**
     * Drops the session because AWS refused its credentials.
     *
     * @return whether the caller may request another session now; empty if the session does not come from here
     */
    synchronized Optional<Boolean> drop(AccountSession refused) {
        Instant now = clock.instant();
        Dropped last = dropped;
        if (last != null && last.session().equals(refused)) {
            return Optional.of(true); // a new session exists, or the next call starts one
        }
        Started known = current;
        if (known == null || !known.session().equals(refused)) {
            return Optional.empty();
        }
        if (last != null && last.alone().covers(now)) {
            return Optional.of(false);
        }
        dropped = new Dropped(refused, new Period(now, DROPPED_EVERY));
        current = null;
        return Optional.of(true);
    }

    /** Whether this is the present session. */
    boolean holds(AccountSession session) {
        Started known = current;
        return known != null && known.session().equals(session);
    }

    /** Drops the session unless it expires after the refused one. */
    synchronized void dropUnlessYounger(AccountSession refused) {
        Started known = current;
        if (known != null && !ends(known.session()).isAfter(ends(refused))) {
            current = null;
        }
    }

    private static Instant ends(AccountSession session) {
        return Objects.requireNonNullElse(session.credentials().expiration(), Instant.MAX);
    }

    private DataException remembered(DataException refusal) {
        denial = new Denial(refusal, new Period(clock.instant(), DENIAL_REMEMBERED));
        return refusal;
    }

    /** @throws DataException if STS refused within the last 5 seconds */
    private @Nullable AccountSession usable(Duration wanted) {
        Started known = current;
        if (known != null && suffices(known, wanted)) {
            return known.session();
        }
        Denial last = denial;
        if (last != null && last.remembered().covers(clock.instant())) {
            throw last.refusal();
        }
        return null;
    }

    private boolean suffices(Started known, Duration wanted) {
        Instant now = clock.instant();
        Duration left = left(known.session(), now);
        if (left.isZero()) {
            return false;
        }
        Duration needed = shorter(wanted, sessionLife);
        Duration whole = shorter(needed, known.given());
        boolean asLongAsNew =
                known.given().compareTo(needed) < 0 && known.young().covers(now);
        return asLongAsNew || left.multipliedBy(10).compareTo(whole.multipliedBy(9)) >= 0;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration left(AccountSession session, Instant now) {
        return session.credentials()
                .remainingAt(now)
                .orElseThrow(() -> new IllegalStateException("a session of STS always has an expiration"));
    }
}

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
 * The session of one key, renewed when it is due, and the last refusal to give one. STS, or a clock that differs from its
 * clock, may give less time than was asked for; another session would have no more, so what was given counts as a whole
 * session. Safe for use by many threads.
 */
final class RoleSession {
    private static final Duration DENIAL_REMEMBERED = Duration.ofSeconds(5);

    /** A session that is younger is used as long as it is valid, however short it is. */
    private static final Duration MIN_AGE = Duration.ofSeconds(30);

    /** After a refused session was dropped, its successor is not dropped for so long. */
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

    /** @param start asks STS for a session */
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
                        "STS gave a session that has ended by the server's clock: set the clock right."));
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
     * Drops the session with these credentials, which were refused.
     *
     * @return whether another one may be had now; empty if the credentials are none of this session's
     */
    synchronized Optional<Boolean> drop(AccountSession refused) {
        Instant now = clock.instant();
        Dropped last = dropped;
        if (last != null && last.session().equals(refused)) {
            return Optional.of(true); // its successor is there, or begins with the next call
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

    /** Whether {@link #lasting} may give this one out. */
    boolean holds(AccountSession session) {
        Started known = current;
        return known != null && known.session().equals(session);
    }

    /** Drops the session unless it began after the one that was refused. */
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

    /** @throws DataException if STS refused a moment ago */
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
                .orElseThrow(() -> new IllegalStateException("a session of STS always ends"));
    }
}

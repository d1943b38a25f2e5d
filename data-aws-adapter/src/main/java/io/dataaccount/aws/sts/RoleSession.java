package io.dataaccount.aws.sts;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.Access;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The session of one key, renewed when it is due, and the last refusal to give one. Safe for use by many threads. */
final class RoleSession {
    private static final Duration DENIAL_REMEMBERED = Duration.ofSeconds(5);

    private record Denial(DataException refusal, Instant until) {}

    private final Clock clock;
    private final Duration sessionLife;
    private final SingleFlight<Access> starting = new SingleFlight<>();
    private volatile @Nullable Access current;
    private volatile @Nullable Denial denial;

    RoleSession(Clock clock, Duration sessionLife) {
        this.clock = clock;
        this.sessionLife = sessionLife;
    }

    /** @param start asks STS for a session */
    Access lasting(Duration wanted, Supplier<Access> start) {
        @Nullable Access known = usable(wanted);
        return known == null ? starting.call(() -> startUnlessDone(wanted, start)) : known;
    }

    private Access startUnlessDone(Duration wanted, Supplier<Access> start) {
        @Nullable Access known = usable(wanted);
        if (known != null) {
            return known;
        }
        try {
            Access started = start.get();
            if (left(started).isZero()) {
                throw new DataException(
                        ErrorCode.UNAVAILABLE,
                        "STS gave a session that has ended by the server's clock: set the clock right.");
            }
            denial = null;
            current = started;
            return started;
        } catch (DataException e) {
            if (e.code() == ErrorCode.ASSUME_ROLE_DENIED) {
                denial = new Denial(e, clock.instant().plus(DENIAL_REMEMBERED));
            }
            throw e;
        }
    }

    /** @throws DataException if STS refused a moment ago */
    private @Nullable Access usable(Duration wanted) {
        Access known = current;
        if (known != null && suffices(left(known), wanted)) {
            return known;
        }
        Denial last = denial;
        if (last != null && clock.instant().isBefore(last.until())) {
            throw last.refusal();
        }
        return null;
    }

    private boolean suffices(Duration left, Duration wanted) {
        Duration whole = wanted.compareTo(sessionLife) < 0 ? wanted : sessionLife;
        return !left.isZero() && left.multipliedBy(10).compareTo(whole.multipliedBy(9)) >= 0;
    }

    private Duration left(Access access) {
        return access.credentials()
                .leftAt(clock.instant())
                .orElseThrow(() -> new IllegalStateException("a session of STS always ends"));
    }
}

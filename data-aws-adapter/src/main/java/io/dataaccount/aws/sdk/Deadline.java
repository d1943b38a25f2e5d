package io.dataaccount.aws.sdk;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Until when the calls to AWS that a thread makes must have ended, for a door behind which somebody waits no longer than
 * that. A call that has not ended by then fails like one that AWS does not answer, and further ones are not made.
 */
public final class Deadline {
    /**
     * How long after the deadline {@link #withReserve} ends. A door that has to answer by a certain time sets a deadline that
     * is earlier by more than this.
     */
    public static final Duration RESERVE = Duration.ofMillis(1500);

    /** By {@link System#nanoTime()}. */
    private static final ThreadLocal<@Nullable Long> CURRENT = new ThreadLocal<>();

    private Deadline() {}

    /**
     * Does the work with this deadline, or an outer one if that is earlier.
     *
     * @param left from now; nothing or less lets no call be made
     */
    public static <T> T within(Duration left, Supplier<T> work) {
        @Nullable Long outer = CURRENT.get();
        long wanted = System.nanoTime() + left.toNanos();
        return until(outer == null || wanted - outer < 0 ? wanted : outer, outer, work);
    }

    /**
     * Does the work with the reserve beside what is left: for what must be written when the call's time is used up, such as
     * what it has done by then. Where there is no deadline there is none for this either.
     */
    public static void withReserve(Runnable work) {
        @Nullable Long outer = CURRENT.get();
        if (outer == null) {
            work.run();
        } else {
            until(outer + RESERVE.toNanos(), outer, () -> {
                work.run();
                return true;
            });
        }
    }

    private static <T> T until(long end, @Nullable Long outer, Supplier<T> work) {
        CURRENT.set(end);
        try {
            return work.get();
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    /** What this thread has left, zero if it is over; nothing if there is no deadline. */
    static Optional<Duration> left() {
        @Nullable Long end = CURRENT.get();
        return end == null ? Optional.empty() : Optional.of(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
}

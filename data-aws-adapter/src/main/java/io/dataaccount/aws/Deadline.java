package io.dataaccount.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Until when the calls to AWS that a thread makes must have ended, for a door behind which somebody waits no longer than
 * that. A call that has not ended by then fails like one that AWS does not answer, and further ones are not made.
 */
public final class Deadline {
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
        CURRENT.set(outer == null || wanted - outer < 0 ? wanted : outer);
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

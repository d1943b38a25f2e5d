package io.dataaccount.aws.sdk;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The time by which the AWS calls of the current thread must end, for an adapter whose client stops waiting at that
 * time. A call that has not ended by then fails like one without a response. Later calls fail without being sent.
 */
public final class Deadline {
    /**
     * The time that {@link #withReserve} adds to the deadline. An adapter that must respond by a certain time sets a
     * deadline that is earlier by more than this.
     */
    public static final Duration RESERVE = Duration.ofMillis(1500);

    /** In units of {@link System#nanoTime()}. */
    private static final ThreadLocal<@Nullable Long> CURRENT = new ThreadLocal<>();

    private Deadline() {}

    /**
     * Runs the work with this deadline, or with the one already set if that is earlier.
     *
     * @param left time from now; with zero or less, every call fails without being sent
     */
    public static <T> T within(Duration left, Supplier<T> work) {
        @Nullable Long outer = CURRENT.get();
        long wanted = System.nanoTime() + left.toNanos();
        return until(outer == null || wanted - outer < 0 ? wanted : outer, outer, work);
    }

    /**
     * Runs the work with a deadline that is later by {@link #RESERVE}: for a record that must be written even if the
     * time is used up, such as an audit event. Without a deadline, the work has none either.
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

    /** Runs the work without a deadline: for calls of the SDK that send nothing and so cannot be late. */
    public static <T> T without(Supplier<T> work) {
        @Nullable Long outer = CURRENT.get();
        CURRENT.remove();
        try {
            return work.get();
        } finally {
            if (outer != null) {
                CURRENT.set(outer);
            }
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

    /** The time left for this thread; zero after the deadline, empty if there is no deadline. */
    public static Optional<Duration> left() {
        @Nullable Long end = CURRENT.get();
        return end == null ? Optional.empty() : Optional.of(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
}

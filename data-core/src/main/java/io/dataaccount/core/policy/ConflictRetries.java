package io.dataaccount.core.policy;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.port.UsecaseErrors;
import io.dataaccount.core.port.UsecaseRepository;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How a guarded write of a {@link UsecaseRepository} is tried again that others overtook. The pauses between the tries grow
 * and are random, so that those who met once do not meet again at once. Threads that share one object take turns: they would
 * only overtake each other, while one writes.
 */
public final class ConflictRetries {
    static final int MAX_ATTEMPTS = 10;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration MAX_PAUSE = Duration.ofMillis(320);

    /** What a thread waits for its turn, at a store that takes long for each write. */
    private static final Duration TURN = Duration.ofSeconds(10);

    private final Consumer<Duration> pause;
    private final ReentrantLock turn = new ReentrantLock(true);

    private ConflictRetries(Consumer<Duration> pause) {
        this.pause = pause;
    }

    /** With pauses of two seconds in all at most. */
    public static ConflictRetries pausing() {
        return pausingWith(pause -> LockSupport.parkNanos(pause.toNanos()));
    }

    /** For a store that only one process writes, and for tests. */
    public static ConflictRetries atOnce() {
        return pausingWith(pause -> Thread.yield());
    }

    static ConflictRetries pausingWith(Consumer<Duration> pause) {
        return new ConflictRetries(pause);
    }

    /**
     * @param attempt whether it is done; if not, another write overtook it
     * @throws DataException UNAVAILABLE if every attempt was overtaken, or the thread's turn did not come
     */
    public void run(UsecaseId id, BooleanSupplier attempt) {
        if (!isOurTurn()) {
            throw UsecaseErrors.busy(id);
        }
        try {
            attempt(id, attempt);
        } finally {
            turn.unlock();
        }
    }

    private boolean isOurTurn() {
        try {
            return turn.tryLock(TURN.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void attempt(UsecaseId id, BooleanSupplier attempt) {
        Duration longest = FIRST_PAUSE;
        for (int left = MAX_ATTEMPTS; !attempt.getAsBoolean(); ) {
            left--;
            if (left == 0) {
                throw UsecaseErrors.busy(id);
            }
            pause.accept(random(longest));
            longest = longest.compareTo(MAX_PAUSE) < 0 ? longest.multipliedBy(2) : longest;
        }
    }

    /** At least half of the longest one, so that the pauses of one write grow. */
    private static Duration random(Duration longest) {
        long half = longest.toNanos() / 2;
        return Duration.ofNanos(half + ThreadLocalRandom.current().nextLong(half));
    }
}

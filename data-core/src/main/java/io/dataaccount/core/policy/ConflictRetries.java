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
 * Repeats a guarded write of a {@link UsecaseRepository} when another write happened in between. The pauses between
 * attempts grow and are random, so that writers that collided do not collide again. Threads that share one object take
 * turns, because parallel attempts of one process would only disturb each other. Safe for use by many threads.
 */
public final class ConflictRetries {
    static final int MAX_ATTEMPTS = 10;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration MAX_PAUSE = Duration.ofMillis(320);

    /** How long a thread waits for its turn, if the store takes long for each write. */
    private static final Duration TURN = Duration.ofSeconds(10);

    private final Consumer<Duration> pause;
    private final ReentrantLock turn = new ReentrantLock(true);

    private ConflictRetries(Consumer<Duration> pause) {
        this.pause = pause;
    }

    /** Retries with pauses of two seconds in total at most. */
    public static ConflictRetries pausing() {
        return pausingWith(pause -> LockSupport.parkNanos(pause.toNanos()));
    }

    /** Retries without pauses, for a store with a single writing process, and for tests. */
    public static ConflictRetries atOnce() {
        return pausingWith(pause -> Thread.yield());
    }

    static ConflictRetries pausingWith(Consumer<Duration> pause) {
        return new ConflictRetries(pause);
    }

    /**
     * Runs attempts until one succeeds, at most 10.
     *
     * @param id the use case that is written, for the error
     * @param attempt returns true if the write is done, and false if another write happened in between
     * @throws DataException UNAVAILABLE if every attempt failed, or if the thread did not get its turn within 10
     *     seconds
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

    /** A random pause between half of the longest pause and all of it, so that the pauses of one write grow. */
    private static Duration random(Duration longest) {
        long half = longest.toNanos() / 2;
        return Duration.ofNanos(half + ThreadLocalRandom.current().nextLong(half));
    }
}

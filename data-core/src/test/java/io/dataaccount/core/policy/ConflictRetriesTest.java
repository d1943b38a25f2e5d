package io.dataaccount.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.usecase.UsecaseId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConflictRetriesTest {
    private static final UsecaseId ID = new UsecaseId("uc-1");

    private final List<Duration> pauses = new ArrayList<>();
    private final ConflictRetries writes = ConflictRetries.pausingWith(pauses::add);

    @Test
    void writeThatNobodyOvertakes_doesNotPause() {
        writes.run(ID, () -> true);
        assertThat(pauses).isEmpty();
    }

    @Test
    void pauses_growAndDiffer() {
        AtomicInteger attempts = new AtomicInteger();
        writes.run(ID, () -> attempts.incrementAndGet() == ConflictRetries.MAX_ATTEMPTS);
        assertThat(pauses).hasSize(ConflictRetries.MAX_ATTEMPTS - 1).doesNotHaveDuplicates();
        assertThat(pauses.subList(0, 5)).isSorted();
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(10), Duration.ofMillis(20));
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isLessThan(Duration.ofSeconds(2));
    }

    /** The second write starts while the first one is in progress, and waits. */
    @Test
    void writesOfOneProcess_takeTurns() throws InterruptedException {
        AtomicBoolean begun = new AtomicBoolean();
        Thread second = new Thread(() -> writes.run(ID, () -> {
            begun.set(true);
            return true;
        }));
        writes.run(ID, () -> {
            second.start();
            while (!begun.get() && second.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            assertThat(begun).isFalse();
            return true;
        });
        second.join();
        assertThat(begun).isTrue();
    }

    @Test
    void writeThatIsOvertakenEachTime_isUnavailable() {
        AtomicInteger attempts = new AtomicInteger();
        assertThatThrownBy(() -> writes.run(ID, () -> {
                    attempts.incrementAndGet();
                    return false;
                }))
                .isInstanceOfSatisfying(
                        DataException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        assertThat(attempts).hasValue(ConflictRetries.MAX_ATTEMPTS);
    }
}

package io.dataaccount.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.http.server.CachedReadiness.State;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CachedReadinessTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // a monotonic clock may overflow
    private final AtomicInteger checks = new AtomicInteger();
    private volatile Runnable behaviour = () -> {};
    private final CachedReadiness readiness = new CachedReadiness(
            () -> {
                checks.incrementAndGet();
                behaviour.run();
            },
            nanos::get);

    @AfterEach
    void close() {
        readiness.close();
    }

    private State state() {
        return readiness.result().join().state();
    }

    @Test
    void result_isCached() {
        for (int i = 0; i < 100; i++) {
            assertThat(state()).isEqualTo(State.READY);
        }
        assertThat(checks).hasValue(1);
        nanos.addAndGet(CachedReadiness.MAX_AGE.toNanos());
        assertThat(state()).isEqualTo(State.READY);
        assertThat(checks).hasValue(2);
    }

    @Test
    void failure_isCachedAsLong() {
        behaviour = () -> {
            throw new IllegalStateException("no table");
        };
        assertThat(state()).isEqualTo(State.FAILED);
        behaviour = () -> {};
        assertThat(state()).isEqualTo(State.FAILED);
        nanos.addAndGet(CachedReadiness.MAX_AGE.toNanos());
        assertThat(state()).isEqualTo(State.READY);
    }

    @Test
    void error_isAFailure_andTheNextCheckRuns() {
        behaviour = () -> {
            throw new NoClassDefFoundError("gone");
        };
        assertThat(readiness.result().orTimeout(10, TimeUnit.SECONDS).join().state())
                .isEqualTo(State.FAILED);
        behaviour = () -> {};
        nanos.addAndGet(CachedReadiness.MAX_AGE.toNanos());
        assertThat(state()).isEqualTo(State.READY);
    }

    @Test
    void starting_isNotCached() {
        StartingApi api = new StartingApi(Refusals.UNOBSERVED);
        behaviour = api::check;
        assertThat(state()).isEqualTo(State.STARTING);
        behaviour = () -> {};
        assertThat(state()).isEqualTo(State.READY);
    }

    @Test
    void concurrentRequests_shareOneCheck() {
        CountDownLatch go = new CountDownLatch(1);
        behaviour = () -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        List<CompletableFuture<CachedReadiness.Result>> all =
                IntStream.range(0, 100).mapToObj(any -> readiness.result()).toList();
        nanos.addAndGet(CachedReadiness.MAX_AGE.multipliedBy(2).toNanos());
        assertThat(readiness.result()).isNotDone();
        go.countDown();
        assertThat(all).allSatisfy(one -> assertThat(one.join().state()).isEqualTo(State.READY));
        assertThat(checks).hasValue(1);
    }
}

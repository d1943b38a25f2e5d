package io.dataaccount.aws.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.aws.sdk.Deadline;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.AbortedException;

class BoundedSearchTest {
    private static final AwsCredentials KEYS = AwsBasicCredentials.create("AKIAEXAMPLE", "secret");

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean hangs = new AtomicBoolean();
    private final AtomicInteger hanging = new AtomicInteger();
    private final CountDownLatch never = new CountDownLatch(1);
    private final BoundedSearch search = new BoundedSearch(this::find, Duration.ofDays(1), nanos::get);

    private AwsCredentials find() {
        if (!hangs.get()) {
            return KEYS;
        }
        try {
            hanging.incrementAndGet();
            never.await();
            return KEYS;
        } catch (InterruptedException e) {
            throw AbortedException.create("interrupted", e);
        }
    }

    @AfterEach
    void close() {
        search.close();
    }

    private void hang(int searches) {
        hangs.set(true);
        for (int i = 1; i <= searches; i++) {
            assertThatThrownBy(() -> Deadline.within(Duration.ZERO, this::get))
                    .hasCauseInstanceOf(TimeoutException.class);
            while (hanging.get() < i) {
                Thread.onSpinWait();
            }
            nanos.addAndGet(BoundedSearch.ABANDONED_AFTER.toNanos());
        }
    }

    private AwsCredentials get() {
        try {
            return search.get();
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A thread whose search has just ended is not free for the next search at once. */
    @Test
    void nextSearch_startsAtOnce_besideAllThatMayHang() {
        hang(BoundedSearch.MAX_SEARCHES - 1);
        hangs.set(false);
        for (int i = 0; i < 5_000; i++) {
            assertThat(get()).isEqualTo(KEYS);
        }
    }

    @Test
    void searchesThatHang_areLimited() {
        hang(BoundedSearch.MAX_SEARCHES);
        hangs.set(false);
        assertThatThrownBy(() -> Deadline.within(Duration.ZERO, this::get)).hasCauseInstanceOf(TimeoutException.class);
        never.countDown();
        assertThat(get()).isEqualTo(KEYS);
        assertThat(hanging).hasValue(BoundedSearch.MAX_SEARCHES);
    }

    /** A request that is in flight while the program ends. */
    @Test
    void closedSearch_isAborted() {
        search.close();
        assertThatThrownBy(search::get).isInstanceOf(AbortedException.class);
    }
}

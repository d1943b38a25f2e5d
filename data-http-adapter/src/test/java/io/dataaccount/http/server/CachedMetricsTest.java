package io.dataaccount.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CachedMetricsTest {
    private final AtomicInteger scrapes = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE); // the next one is negative
    private final CachedMetrics metrics = new CachedMetrics(() -> "scrape " + scrapes.incrementAndGet(), nanos::get);

    private String text() {
        return new String(metrics.text().toBytes(), UTF_8);
    }

    @Test
    void metrics_areWrittenOnceInASecond() {
        assertThat(text()).isEqualTo("scrape 1");
        nanos.addAndGet(CachedMetrics.MAX_AGE.toNanos() - 1);
        assertThat(text()).isEqualTo("scrape 1");
        assertThat(metrics.text()).isSameAs(metrics.text());
        nanos.incrementAndGet();
        assertThat(text()).isEqualTo("scrape 2");
    }
}

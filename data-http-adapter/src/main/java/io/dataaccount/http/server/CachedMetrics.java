package io.dataaccount.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.core.rest.SharedBody;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Caches the text of the metrics. Everybody may request the metrics, and writing them takes longer than any other
 * response that does not wait for AWS. Safe for use by many threads.
 */
final class CachedMetrics {
    /** How old the text may be; shorter than the interval between two scrapes of Prometheus. */
    static final Duration MAX_AGE = Duration.ofSeconds(1);

    private final Supplier<String> metrics;
    private final LongSupplier nanos;
    private @Nullable SharedBody text;
    private long written;

    /** @param nanos a monotonic clock, such as {@link System#nanoTime} */
    CachedMetrics(Supplier<String> metrics, LongSupplier nanos) {
        this.metrics = metrics;
        this.nanos = nanos;
    }

    /** The metrics in the text format of Prometheus, at most {@link #MAX_AGE} old. */
    synchronized SharedBody text() {
        SharedBody known = text;
        if (known == null || nanos.getAsLong() - written >= MAX_AGE.toNanos()) {
            known = new SharedBody(metrics.get().getBytes(UTF_8));
            text = known;
            written = nanos.getAsLong();
        }
        return known;
    }
}

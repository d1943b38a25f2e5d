package io.dataaccount.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.core.rest.SharedBody;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The metrics as they were a second ago at most: anybody may ask for them, and writing them takes longer than any other
 * response that is made without waiting. Safe for use by many threads.
 */
final class CachedMetrics {
    /** Shorter than the pause between two scrapes of Prometheus. */
    static final Duration REMEMBERED = Duration.ofSeconds(1);

    private final Supplier<String> metrics;
    private final LongSupplier nanos;
    private @Nullable SharedBody text;
    private long written;

    /** @param nanos a clock that goes forward, such as that of {@link System#nanoTime} */
    CachedMetrics(Supplier<String> metrics, LongSupplier nanos) {
        this.metrics = metrics;
        this.nanos = nanos;
    }

    synchronized SharedBody text() {
        SharedBody known = text;
        if (known == null || nanos.getAsLong() - written >= REMEMBERED.toNanos()) {
            known = new SharedBody(metrics.get().getBytes(UTF_8));
            text = known;
            written = nanos.getAsLong();
        }
        return known;
    }
}

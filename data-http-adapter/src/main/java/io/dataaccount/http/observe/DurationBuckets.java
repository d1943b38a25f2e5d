package io.dataaccount.http.observe;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Makes timers histograms with fixed buckets. Prometheus can then calculate percentiles over several servers, which it
 * cannot from percentiles of each server. The buckets are those that client libraries of Prometheus have by default.
 *
 * @param timers the names of the timers
 * @see <a href="https://prometheus.io/docs/practices/histograms/">Histograms and summaries</a>
 */
record DurationBuckets(Set<String> timers) implements MeterFilter {
    private static final double[] BUCKETS_IN_NANOS = LongStream.of(
                    5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
            .toArray();

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        if (!timers.contains(id.getName())) {
            return config;
        }
        return DistributionStatisticConfig.builder()
                .serviceLevelObjectives(BUCKETS_IN_NANOS)
                .build()
                .merge(config);
    }
}

package io.dataaccount.http.observe;

import io.dataaccount.aws.config.AwsObserver;
import io.dataaccount.core.rest.RequestObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * The metrics of the server for Prometheus: requests, calls to AWS, sessions, signed URLs and the JVM. No label
 * contains a user, a use case, a bucket or a key. Safe for use by many threads. The owner closes it.
 */
public final class ServerMetrics implements RequestObserver, AwsObserver, AutoCloseable {
    /** The content type of {@link #scrape}. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final String REQUESTS = "dataaccount.requests";
    private static final String AWS_CALLS = "dataaccount.aws.calls";

    private final PrometheusMeterRegistry registry = histograms();
    private final Counter urlsSigned = registry.counter("dataaccount.urls.signed");
    private final Counter auditFailures = registry.counter("dataaccount.audit.failures");
    private final JvmGcMetrics gc = new JvmGcMetrics();

    /** Registers the metrics, with all counts at zero. */
    public ServerMetrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        gc.bindTo(registry);
    }

    private static PrometheusMeterRegistry histograms() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().meterFilter(new DurationBuckets(Set.of(REQUESTS, AWS_CALLS)));
        return registry;
    }

    @Override
    public void completed(Completed completed) {
        String operation = completed.route() == null ? "none" : completed.route();
        registry.timer(REQUESTS, "operation", operation, "status", Integer.toString(completed.status()))
                .record(completed.took());
    }

    @Override
    public void called(String service, String operation, Outcome outcome, int retries, Duration took) {
        Tags call = Tags.of("service", service, "operation", operation);
        registry.timer(AWS_CALLS, call.and("outcome", outcome.name().toLowerCase(Locale.ROOT)))
                .record(took);
        registry.counter("dataaccount.aws.retries", call).increment(retries);
    }

    @Override
    public void sessionUsed(boolean cached) {
        registry.counter("dataaccount.sessions", "cached", Boolean.toString(cached))
                .increment();
    }

    @Override
    public void urlSigned() {
        urlsSigned.increment();
    }

    @Override
    public void auditFailed() {
        auditFailures.increment();
    }

    /** All metrics in the text format of Prometheus. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }
}

package io.dataaccount.aws.sdk;

import io.dataaccount.aws.config.AwsObserver;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.metrics.SdkMetric;

/**
 * Notifies an observer of the calls of SDK clients.
 *
 * @param observer receives one notice for each call
 */
public record SdkMetricsPublisher(AwsObserver observer) implements MetricPublisher {
    @Override
    public void publish(MetricCollection call) {
        observer.called(
                first(call, CoreMetric.SERVICE_ID, "unknown"),
                first(call, CoreMetric.OPERATION_NAME, "unknown"),
                first(call, CoreMetric.API_CALL_SUCCESSFUL, false),
                first(call, CoreMetric.RETRY_COUNT, 0),
                first(call, CoreMetric.API_CALL_DURATION, Duration.ZERO));
    }

    private static <T> T first(MetricCollection call, SdkMetric<T> metric, T otherwise) {
        List<T> values = call.metricValues(metric);
        return values.isEmpty() ? otherwise : values.get(0);
    }

    /** Does nothing. SDK clients call this when they are closed. */
    @Override
    public void close() {}
}

package io.dataaccount.aws.sdk;

import io.dataaccount.aws.config.AwsObserver;
import io.dataaccount.aws.config.AwsObserver.Outcome;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.http.HttpMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.metrics.SdkMetric;

/**
 * Notifies an observer of the calls of SDK clients.
 *
 * @param observer receives one notice for each call
 */
public record SdkMetricsPublisher(AwsObserver observer) implements MetricPublisher {
    /**
     * The {@link CoreMetric#ERROR_TYPE} of a throttled attempt. DynamoDB and STS throttle with status 400.
     *
     * @see <a href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/metrics-list.html">Metrics</a>
     */
    private static final String THROTTLING = "Throttling";

    @Override
    public void publish(MetricCollection call) {
        observer.called(
                first(call, CoreMetric.SERVICE_ID, "unknown"),
                first(call, CoreMetric.OPERATION_NAME, "unknown"),
                outcome(call),
                first(call, CoreMetric.RETRY_COUNT, 0),
                first(call, CoreMetric.API_CALL_DURATION, Duration.ZERO));
    }

    private static Outcome outcome(MetricCollection call) {
        if (first(call, CoreMetric.API_CALL_SUCCESSFUL, false)) {
            return Outcome.SUCCESS;
        }
        List<MetricCollection> attempts = call.children();
        if (attempts.isEmpty()) {
            return Outcome.FAILURE;
        }
        MetricCollection last = attempts.get(attempts.size() - 1);
        int status = first(last, HttpMetric.HTTP_STATUS_CODE, 0);
        boolean throttled = first(last, CoreMetric.ERROR_TYPE, "").equals(THROTTLING);
        return status >= 300 && status < 500 && !throttled ? Outcome.REFUSED : Outcome.FAILURE;
    }

    private static <T> T first(MetricCollection call, SdkMetric<T> metric, T otherwise) {
        List<T> values = call.metricValues(metric);
        return values.isEmpty() ? otherwise : values.get(0);
    }

    /** Does nothing. SDK clients call this when they are closed. */
    @Override
    public void close() {}
}

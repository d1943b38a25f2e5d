package io.dataaccount.http.observe;

import io.dataaccount.core.rest.RequestObserver;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The request log and the metrics of a server; either may be missing. Safe for use by many threads. */
public final class Observability implements RequestObserver {
    /** Neither a request log nor metrics. */
    public static final Observability NONE = new Observability(RequestObserver.NONE, null);

    private final RequestObserver log;
    private final @Nullable ServerMetrics metrics;

    private Observability(RequestObserver log, @Nullable ServerMetrics metrics) {
        this.log = log;
        this.metrics = metrics;
    }

    /** The request log and the given metrics, which their owner closes. */
    public static Observability with(ServerMetrics metrics) {
        return new Observability(new RequestLog(), metrics);
    }

    /** The given metrics, which their owner closes, and no request log. */
    public static Observability metricsOnly(ServerMetrics metrics) {
        return new Observability(RequestObserver.NONE, metrics);
    }

    @Override
    public void completed(Completed completed) {
        log.completed(completed);
        metrics().ifPresent(each -> each.completed(completed));
    }

    /** The metrics; empty for {@link #NONE}. */
    public Optional<ServerMetrics> metrics() {
        return Optional.ofNullable(metrics);
    }
}

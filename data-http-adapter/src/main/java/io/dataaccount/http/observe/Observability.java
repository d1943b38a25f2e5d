package io.dataaccount.http.observe;

import io.dataaccount.core.rest.RequestObserver;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who watches the server: the request log and the metrics, or nobody. */
public final class Observability implements RequestObserver {
    /** Nobody. */
    public static final Observability NONE = new Observability(RequestObserver.NONE, null);

    private final RequestObserver log;
    private final @Nullable ServerMetrics metrics;

    private Observability(RequestObserver log, @Nullable ServerMetrics metrics) {
        this.log = log;
        this.metrics = metrics;
    }

    /** The request log, and these metrics. */
    public static Observability with(ServerMetrics metrics) {
        return new Observability(new RequestLog(), metrics);
    }

    @Override
    public void answered(Answered answered) {
        log.answered(answered);
        metrics().ifPresent(each -> each.answered(answered));
    }

    public Optional<ServerMetrics> metrics() {
        return Optional.ofNullable(metrics);
    }
}

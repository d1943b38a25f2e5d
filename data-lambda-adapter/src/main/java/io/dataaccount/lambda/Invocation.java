package io.dataaccount.lambda;

import io.dataaccount.aws.config.AwsObserver.Outcome;
import io.dataaccount.core.rest.RequestObserver.Completed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened while the function handled one event. For one thread. */
final class Invocation {
    /** Calls to one service of AWS. */
    static final class AwsCalls {
        int failures;
        int refusals;
        int retries;
        final List<Duration> durations = new ArrayList<>();
    }

    final @Nullable String lambdaRequestId;
    final boolean coldStart;
    final Map<String, AwsCalls> awsCalls = new LinkedHashMap<>();

    @Nullable
    String gatewayRequestId;

    @Nullable
    Completed completed;

    int sessionsStarted;
    int sessionsReused;
    int urlsSigned;
    int auditFailures;

    Invocation(@Nullable String lambdaRequestId, boolean coldStart) {
        this.lambdaRequestId = lambdaRequestId;
        this.coldStart = coldStart;
    }

    void called(String service, Outcome outcome, int retries, Duration took) {
        AwsCalls calls = awsCalls.get(service);
        if (calls == null) {
            calls = new AwsCalls();
            awsCalls.put(service, calls);
        }
        calls.retries += retries;
        calls.durations.add(took);
        if (outcome == Outcome.FAILURE) {
            calls.failures++;
        } else if (outcome == Outcome.REFUSED) {
            calls.refusals++;
        }
    }
}

package io.dataaccount.lambda;

import io.dataaccount.aws.config.AwsObserver;
import io.dataaccount.core.json.JsonCodec;
import io.dataaccount.core.rest.RequestLogLine;
import io.dataaccount.core.rest.RequestObserver;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Collects what happens during each invocation, and at its end writes the log line of the request and its metrics. The
 * metrics go to standard output and do not depend on the log level. Safe for use by many threads, if each invocation
 * stays in its thread.
 */
final class FunctionObserver implements RequestObserver, AwsObserver {
    private static final Logger LOG = Logger.getLogger(RequestLogLine.LOGGER);
    private static final ThreadLocal<@Nullable Invocation> CURRENT = new ThreadLocal<>();

    private final AtomicBoolean cold;
    private final JsonCodec json;
    private final PrintStream metrics;

    /**
     * @param cold whether the first invocation waits for the start of the instance
     * @param metrics receives the metrics
     */
    FunctionObserver(boolean cold, JsonCodec json, PrintStream metrics) {
        this.cold = new AtomicBoolean(cold);
        this.json = json;
        this.metrics = metrics;
    }

    /** For an instance of the function that is starting. With provisioned concurrency, no caller waits for the start. */
    static FunctionObserver ofInstance(@Nullable String initializationType, JsonCodec json) {
        return new FunctionObserver(!"provisioned-concurrency".equals(initializationType), json, System.out);
    }

    void begin(@Nullable String lambdaRequestId) {
        CURRENT.set(new Invocation(lambdaRequestId, cold.getAndSet(false)));
    }

    void readEvent(@Nullable String gatewayRequestId) {
        Invocation invocation = CURRENT.get();
        if (invocation != null) {
            invocation.gatewayRequestId = gatewayRequestId;
        }
    }

    /** A preflight is answered without the contract, but it is an invocation that costs time. */
    void preflight(int status) {
        Invocation invocation = CURRENT.get();
        if (invocation != null) {
            String requestId = invocation.gatewayRequestId == null ? "none" : invocation.gatewayRequestId;
            invocation.completed = new Completed(requestId, null, null, null, status, null, Duration.ZERO);
        }
    }

    /** If a response is replaced by a refusal, the refusal is the result of the request. */
    @Override
    public void completed(Completed completed) {
        Invocation invocation = CURRENT.get();
        if (invocation != null) {
            invocation.completed = completed;
        }
    }

    @Override
    public void called(String service, String operation, Outcome outcome, int retries, Duration took) {
        Invocation invocation = CURRENT.get();
        if (invocation != null) {
            invocation.called(service, outcome, retries, took);
        }
    }

    @Override
    public void sessionUsed(boolean cached) {
        Invocation invocation = CURRENT.get();
        if (invocation != null && cached) {
            invocation.sessionsReused++;
        } else if (invocation != null) {
            invocation.sessionsStarted++;
        }
    }

    @Override
    public void urlSigned() {
        Invocation invocation = CURRENT.get();
        if (invocation != null) {
            invocation.urlsSigned++;
        }
    }

    @Override
    public void auditFailed() {
        Invocation invocation = CURRENT.get();
        if (invocation != null) {
            invocation.auditFailures++;
        }
    }

    /** Writes the line and the metrics, if the invocation was a request. */
    void end() {
        Invocation invocation = CURRENT.get();
        CURRENT.remove();
        if (invocation == null || invocation.completed == null) {
            return;
        }
        Completed completed = invocation.completed;
        Map<String, Object> fields = RequestLogLine.fields(completed);
        if (invocation.lambdaRequestId != null) {
            fields.put("lambda_request_id", invocation.lambdaRequestId);
        }
        if (invocation.gatewayRequestId != null) {
            fields.put("gateway_request_id", invocation.gatewayRequestId);
        }
        fields.put("cold_start", invocation.coldStart);
        LOG.log(new RequestRecord(fields));
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Map<String, Object> document : EmbeddedMetrics.of(invocation, completed, System.currentTimeMillis())) {
            lines.writeBytes(json.write(document));
            lines.write('\n');
        }
        byte[] bytes = lines.toByteArray(); // one write, so that no other line comes between
        metrics.write(bytes, 0, bytes.length);
        metrics.flush();
    }

    /** Runs this code once, before a snapshot. Writes nothing. */
    static void prime(JsonCodec json) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Completed completed = new Completed("priming", null, null, null, 200, null, Duration.ZERO);
        Invocation invocation = new Invocation("priming", false);
        invocation.called("priming", Outcome.SUCCESS, 0, Duration.ZERO);
        for (Map<String, Object> document : EmbeddedMetrics.of(invocation, completed, 0)) {
            nowhere.writeBytes(json.write(document));
        }
        FunctionLog.ofJson().format(new RequestRecord(RequestLogLine.fields(completed)));
    }
}

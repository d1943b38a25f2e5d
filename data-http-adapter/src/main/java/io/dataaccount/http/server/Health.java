package io.dataaccount.http.server;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.http.cli.HealthCheck;
import io.dataaccount.http.server.CachedReadiness.Result;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The health checks. {@code /healthz} says that the process runs, and needs nothing else. {@code /readyz} says that the
 * server can handle calls and is not stopping, or names what is missing. Neither waits for calls in flight.
 */
final class Health implements AutoCloseable {
    /** How long a request waits for a check. Shorter than the timeout of {@link HealthCheck}. */
    private static final Duration TIMEOUT = Duration.ofMillis(2500);

    private final CachedReadiness readiness;
    private volatile boolean stopping;

    Health(Readiness readiness) {
        this.readiness = new CachedReadiness(readiness, System::nanoTime);
    }

    void mount(RoutesConfig routes) {
        routes.get("/healthz", ctx -> respond("up", ctx));
        routes.head("/healthz", ctx -> respond("up", ctx));
        routes.get("/readyz", this::ready);
        routes.head("/readyz", this::ready); // Javalin's default for HEAD is 200, even if GET is not
    }

    /** Makes {@code /readyz} return 503 from now on, so that a load balancer sends no new requests. */
    void stopping() {
        stopping = true;
    }

    /**
     * While the server drains, closes each connection after its response, so that none is open when the server stops.
     * A request that arrives on a connection at the moment when the server closes it would fail.
     */
    void closeWhenStopping(Context ctx) {
        if (stopping) {
            ctx.header("Connection", "close");
        }
    }

    private void ready(Context ctx) {
        if (stopping) {
            unavailable("The server is stopping: try again in a moment.", ctx);
            return;
        }
        ctx.future(() -> readiness
                .result()
                .thenApply(Optional::of)
                .completeOnTimeout(Optional.empty(), TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .thenAccept(result -> respond(result.orElseGet(readiness::late), ctx)));
    }

    private static void respond(Result result, Context ctx) {
        switch (result.state()) {
            case READY -> respond("ready", ctx);
            case STARTING -> unavailable(StartingApi.STARTING, ctx);
            case FAILED -> unavailable(detail(result.missing()), ctx);
        }
    }

    private static String detail(List<String> missing) {
        return missing.isEmpty()
                ? "The server cannot reach a service that it needs: see its log."
                : "The server cannot use " + String.join(", ", missing) + ": see its log.";
    }

    private static void unavailable(String detail, Context ctx) {
        Refusals.writeUnlogged(new DataException(ErrorCode.UNAVAILABLE, detail), ctx);
    }

    private static void respond(String status, Context ctx) {
        ctx.header("Content-Type", "application/json");
        ctx.header("Cache-Control", "no-store");
        ctx.result("{\"status\":\"" + status + "\"}");
    }

    @Override
    public void close() {
        readiness.close();
    }
}

package io.dataaccount.http.server;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.http.cli.HealthCheck;
import io.dataaccount.http.server.CachedReadiness.State;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * {@code /healthz}: the process is up. {@code /readyz}: it can do its work, and will go on doing so. Neither waits for calls
 * that are under way.
 */
final class Health implements AutoCloseable {
    /** How long a request waits for a check; {@link HealthCheck} waits little longer. */
    private static final Duration PATIENCE = Duration.ofMillis(2500);

    private final CachedReadiness readiness;
    private volatile boolean stopping;

    Health(Readiness readiness) {
        this.readiness = new CachedReadiness(readiness, System::nanoTime);
    }

    void mount(RoutesConfig routes) {
        routes.get("/healthz", ctx -> say("up", ctx));
        routes.head("/healthz", ctx -> say("up", ctx));
        routes.get("/readyz", this::ready);
        routes.head("/readyz", this::ready); // Javalin's own answer to a HEAD is 200, whatever that to a GET
    }

    /** From now on the server is not ready, so that a load balancer sends it nothing more. */
    void stopping() {
        stopping = true;
    }

    private void ready(Context ctx) {
        if (stopping) {
            unavailable("The server is stopping: try again in a moment.", ctx);
            return;
        }
        ctx.future(() -> readiness
                .state()
                .copy()
                .completeOnTimeout(State.FAILED, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .thenAccept(state -> say(state, ctx)));
    }

    private static void say(State state, Context ctx) {
        switch (state) {
            case READY -> say("ready", ctx);
            case STARTING -> unavailable(StartingApi.STARTING, ctx);
            case FAILED -> unavailable("The server cannot reach what it needs: its log says what.", ctx);
        }
    }

    private static void unavailable(String why, Context ctx) {
        Refusals.writeUnlogged(new DataException(ErrorCode.UNAVAILABLE, why), ctx);
    }

    private static void say(String status, Context ctx) {
        ctx.header("Content-Type", "application/json");
        ctx.header("Cache-Control", "no-store");
        ctx.result("{\"status\":\"" + status + "\"}");
    }

    @Override
    public void close() {
        readiness.close();
    }
}

package io.dataaccount.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /healthz}: the process is up. {@code /readyz}: it can do its work, and will go on doing so. */
final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final Readiness readiness;
    private volatile boolean stopping;

    Health(Readiness readiness) {
        this.readiness = readiness;
    }

    void mount(RoutesConfig routes) {
        routes.get("/healthz", ctx -> say("up", ctx));
        routes.get("/readyz", this::ready);
    }

    /** From now on the server is not ready, so that a load balancer sends it nothing more. */
    void stopping() {
        stopping = true;
    }

    private void ready(Context ctx) {
        if (stopping) {
            DoorProblem.of(503).write(ctx);
            return;
        }
        try {
            readiness.check();
        } catch (LateApi.Starting e) {
            DoorProblem.of(503, String.valueOf(e.getMessage())).write(ctx);
            return;
        } catch (RuntimeException e) {
            LOG.warn("not ready", e);
            DoorProblem.of(503, "The server cannot reach what it needs: its log says what.")
                    .write(ctx);
            return;
        }
        say("ready", ctx);
    }

    private static void say(String status, Context ctx) {
        ctx.header("Content-Type", "application/json");
        ctx.header("Cache-Control", "no-store");
        ctx.result("{\"status\":\"" + status + "\"}");
    }
}

package io.dataaccount.http.server;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.core.rest.SharedBody;
import io.dataaccount.http.observe.ServerMetrics;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes of the REST API and of the metrics. */
final class Routes {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    private Routes() {}

    /** The calls, and the refusals of requests without a route. */
    static void mount(RoutesConfig routes, ApiHandler api, Refusals refusals) {
        // "before" handlers are the only ones that Javalin calls for every method, even an unknown one
        for (String path : new String[] {RestApi.BASE_PATH, RestApi.BASE_PATH + "/*"}) {
            routes.before(path, ctx -> {
                api.handle(ctx);
                ctx.skipRemainingHandlers();
            });
        }
        routes.exception(NotFoundResponse.class, (e, ctx) -> api.handleUnknownPath(ctx)); // Javalin's 404
        routes.exception(DataException.class, refusals::write);
        routes.exception(
                Exception.class,
                (e, ctx) -> refusals.write(new DataException(ErrorCode.INTERNAL, "unexpected", e), ctx));
    }

    /** Writes a body that several requests share, or only its length for HEAD. */
    static void writeShared(SharedBody body, Context ctx) {
        if (ctx.req().getMethod().equals("HEAD")) {
            ctx.res().setContentLength(body.length());
            return;
        }
        try {
            ApiHandler.writeBody(body, ctx);
        } catch (IOException e) {
            LOG.debug("The client closed the connection", e);
        }
    }

    /** The metrics at {@code /metrics}. */
    static void mount(RoutesConfig routes, ServerMetrics metrics) {
        CachedMetrics cached = new CachedMetrics(metrics::scrape, System::nanoTime);
        Handler handler = ctx -> {
            ctx.header("Content-Type", ServerMetrics.CONTENT_TYPE);
            ctx.header("Cache-Control", "no-store");
            writeShared(cached.text(), ctx);
        };
        routes.get("/metrics", handler);
        routes.head("/metrics", handler);
    }
}

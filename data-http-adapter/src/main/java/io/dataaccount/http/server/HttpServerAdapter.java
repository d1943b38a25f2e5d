package io.dataaccount.http.server;

import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.core.rest.RestRequest;
import io.dataaccount.core.rest.RestResponse;
import io.dataaccount.core.rest.SharedBody;
import io.dataaccount.http.StartupException;
import io.dataaccount.http.access.AccessPolicy;
import io.dataaccount.http.access.BindAddress;
import io.dataaccount.http.access.CallerAuthenticator;
import io.dataaccount.http.observe.Observability;
import io.dataaccount.http.observe.ServerMetrics;
import io.dataaccount.http.page.WebPage;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The contract over HTTP, and the web page. What it answers is the contract's to say; what is its own is who may ask,
 * health, and the refusal of requests that are not well-formed HTTP.
 */
public final class HttpServerAdapter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServerAdapter.class);

    private final Javalin javalin;
    private final Health health;
    private final Workers workers;

    private HttpServerAdapter(Javalin javalin, Health health, Workers workers) {
        this.javalin = javalin;
        this.health = health;
        this.workers = workers;
    }

    /** On this machine alone. */
    public static HttpServerAdapter open(
            int port, Function<RestRequest, RestResponse> api, CallerAuthenticator authenticator, Readiness readiness) {
        return open(port, api, AccessPolicy.ofThisMachine(authenticator, List.of()), readiness);
    }

    /** Watched by nobody. */
    public static HttpServerAdapter open(
            int port, Function<RestRequest, RestResponse> api, AccessPolicy access, Readiness readiness) {
        return open(port, api, access, readiness, Observability.NONE, new WebPage(new JacksonCodec()));
    }

    /**
     * @param port 0 for a free one
     * @param observability hears of callers who are refused before the contract sees them, and has the metrics to show
     * @throws StartupException if the port cannot be had
     */
    public static HttpServerAdapter open(
            int port,
            Function<RestRequest, RestResponse> api,
            AccessPolicy access,
            Readiness readiness,
            Observability observability,
            WebPage page) {
        return open(port, api, access, readiness, observability, page, ServerLimits.DEFAULT);
    }

    public static HttpServerAdapter open(
            int port,
            Function<RestRequest, RestResponse> api,
            AccessPolicy access,
            Readiness readiness,
            Observability observability,
            WebPage page,
            ServerLimits limits) {
        Workers workers = new Workers(limits.workers(), limits.waiting());
        Health health = new Health(readiness);
        Refusals refusals = new Refusals(observability);
        Javalin javalin = Javalin.create(config -> {
            quiet(config);
            JettySettings.apply(config.jetty, access.address(), port, limits, refusals);
            config.routes.before(ctx -> SecurityHeaders.ALL.forEach(ctx::header));
            access.gates().forEach(config.routes::before);
            health.mount(config.routes);
            observability.metrics().ifPresent(metrics -> mount(config.routes, metrics));
            page.mount(config.routes, HttpServerAdapter::writeShared);
            mount(
                    config.routes,
                    new ApiHandler(api, access.authenticator(), access.cors(), refusals, workers, limits.bodies()),
                    refusals);
        });
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            workers.close();
            health.close();
            throw cannotListen(access.address(), port, e);
        }
        return new HttpServerAdapter(javalin, health, workers);
    }

    private static StartupException cannotListen(String address, int port, JavalinBindException cause) {
        String other = address.equals(BindAddress.LOOPBACK_ADDRESS)
                ? ""
                : " It may also be that this machine has no such address: choose another with --bind.";
        return new StartupException(
                "Cannot listen on " + address + ":" + port
                        + ", most likely because another program does: choose another port with --port, "
                        + "or --port 0 for a free one." + other,
                cause);
    }

    private static void quiet(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE; // the contract and the page do it themselves
    }

    private static void mount(RoutesConfig routes, ApiHandler api, Refusals refusals) {
        // as "before", since that is the one kind of handler which every verb reaches, known to Javalin or not
        for (String path : new String[] {RestApi.BASE_PATH, RestApi.BASE_PATH + "/*"}) {
            routes.before(path, ctx -> {
                api.handle(ctx);
                ctx.skipRemainingHandlers();
            });
        }
        routes.exception(
                NotFoundResponse.class, (e, ctx) -> api.handleElsewhere(ctx)); // its answer for paths nobody knows
        routes.exception(DataException.class, refusals::write);
        routes.exception(
                Exception.class,
                (e, ctx) -> refusals.write(new DataException(ErrorCode.INTERNAL, "unexpected", e), ctx));
    }

    private static void writeShared(SharedBody body, Context ctx) {
        if (ctx.req().getMethod().equals("HEAD")) {
            ctx.res().setContentLength(body.length());
            return;
        }
        try {
            ApiHandler.writeBody(body, ctx);
        } catch (IOException e) {
            LOG.debug("the client is gone", e);
        }
    }

    private static void mount(RoutesConfig routes, ServerMetrics metrics) {
        CachedMetrics remembered = new CachedMetrics(metrics::scrape, System::nanoTime);
        Handler handler = ctx -> {
            ctx.header("Content-Type", ServerMetrics.CONTENT_TYPE);
            ctx.header("Cache-Control", "no-store");
            writeShared(remembered.text(), ctx);
        };
        routes.get("/metrics", handler);
        routes.head("/metrics", handler);
    }

    public int port() {
        return javalin.port();
    }

    /** Takes no more requests, waits up to {@link JettySettings#GRACE} for those under way, and then breaks them off. */
    @Override
    public void close() {
        health.stopping();
        try {
            javalin.stop();
        } catch (JavalinException e) {
            if (!(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
            LOG.warn(
                    "Requests that had not ended {} s after the stop began are broken off.",
                    JettySettings.GRACE.toSeconds());
        } finally {
            workers.close();
            health.close();
        }
    }
}

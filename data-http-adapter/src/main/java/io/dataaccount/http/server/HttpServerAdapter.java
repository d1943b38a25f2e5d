package io.dataaccount.http.server;

import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.core.rest.RestRequest;
import io.dataaccount.core.rest.RestResponse;
import io.dataaccount.http.StartupException;
import io.dataaccount.http.access.AccessPolicy;
import io.dataaccount.http.access.BindAddress;
import io.dataaccount.http.access.CallerAuthenticator;
import io.dataaccount.http.observe.Observability;
import io.dataaccount.http.page.WebPage;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server: serves the REST API, the health checks, the metrics and the web page. The REST API decides the
 * responses to calls. This class adds authentication, and refuses requests that are not well-formed HTTP. Safe for
 * use by many threads.
 */
public final class HttpServerAdapter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServerAdapter.class);

    private final Javalin javalin;
    private final Health health;
    private final Workers workers;
    private final StopTimes stop;

    private HttpServerAdapter(Javalin javalin, Health health, Workers workers, StopTimes stop) {
        this.javalin = javalin;
        this.health = health;
        this.workers = workers;
        this.stop = stop;
    }

    /**
     * Starts a server that listens on 127.0.0.1, without request log, metrics and page configuration.
     *
     * @param port 0 picks a free port
     * @throws StartupException if the server cannot listen on the port
     */
    public static HttpServerAdapter open(
            int port, Function<RestRequest, RestResponse> api, CallerAuthenticator authenticator, Readiness readiness) {
        return open(port, api, AccessPolicy.onLoopback(authenticator, List.of()), readiness);
    }

    /**
     * Starts a server without request log, metrics and page configuration.
     *
     * @param port 0 picks a free port
     * @throws StartupException if the server cannot listen on the port
     */
    public static HttpServerAdapter open(
            int port, Function<RestRequest, RestResponse> api, AccessPolicy access, Readiness readiness) {
        return open(port, api, access, readiness, Observability.NONE, new WebPage(new JacksonCodec()));
    }

    /**
     * Starts a server with the default limits.
     *
     * @param port 0 picks a free port
     * @param api handles the requests below {@link RestApi#BASE_PATH} and unknown paths; called by many threads at the
     *     same time
     * @param observability receives the requests that are refused before they reach {@code api}; its metrics are at
     *     {@code /metrics}
     * @throws StartupException if the server cannot listen on the port
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

    /**
     * Starts a server. The owner closes it.
     *
     * @param port 0 picks a free port
     * @param api handles the requests below {@link RestApi#BASE_PATH} and unknown paths; called by many threads at the
     *     same time
     * @param observability receives the requests that are refused before they reach {@code api}; its metrics are at
     *     {@code /metrics}
     * @throws StartupException if the server cannot listen on the port
     */
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
            disableDefaults(config);
            JettySettings.apply(config.jetty, access.address(), port, limits, refusals);
            config.routes.before(ctx -> SecurityHeaders.ALL.forEach(ctx::header));
            config.routes.before(health::closeWhenStopping);
            access.filters().forEach(config.routes::before);
            health.mount(config.routes);
            observability.metrics().ifPresent(metrics -> Routes.mount(config.routes, metrics));
            page.mount(config.routes, Routes::writeShared);
            Routes.mount(
                    config.routes,
                    new ApiHandler(
                            api, access.authenticator(), access.responseFilter(), refusals, workers, limits.bodies()),
                    refusals);
        });
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            workers.close();
            health.close();
            throw cannotListen(access.address(), port, e);
        }
        return new HttpServerAdapter(javalin, health, workers, limits.stop());
    }

    private static StartupException cannotListen(String address, int port, JavalinBindException cause) {
        String addressHint = address.equals(BindAddress.LOOPBACK_ADDRESS)
                ? ""
                : " If this machine does not have the address " + address + ", choose another address with --bind.";
        return new StartupException(
                "Cannot listen on " + address + ":" + port
                        + ". Another program probably uses the port: choose another port with --port, "
                        + "or a free one with --port 0." + addressHint,
                cause);
    }

    private static void disableDefaults(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE; // the REST API and the page compress
    }

    /** The TCP port that the server listens on; never 0. */
    public int port() {
        return javalin.port();
    }

    /**
     * Stops the server. First {@code /readyz} fails, and the server handles all requests for the time of {@link
     * StopTimes#drain}. Then it accepts no more requests, and waits for those in flight for the time of {@link
     * StopTimes#grace}. Then it closes their connections and logs a warning. An interrupt of this thread ends the
     * drain.
     */
    @Override
    public void close() {
        health.stopping();
        boolean interrupted = isInterruptedWhileDraining();
        try {
            javalin.stop();
        } catch (JavalinException e) {
            if (!(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
            LOG.warn(
                    "Closed the connections of requests that were still in flight {} s after the server stopped"
                            + " accepting requests.",
                    stop.grace().toSeconds());
        } finally {
            workers.close();
            health.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isInterruptedWhileDraining() {
        try {
            Thread.sleep(stop.drain().toMillis());
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}

package io.dataaccount.testkit.embedded;

import io.dataaccount.testkit.embedded.jetty.GracefulConnector;
import io.dataaccount.testkit.embedded.jetty.LimitedConnection;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Jetty server with two ports on one interface: one for S3, one for STS. Both accept the same host names. */
final class EmbeddedHttpServer {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedHttpServer.class);

    /** Name of the connector of S3. The connector of a request decides which service handles it. */
    static final String S3 = "s3";

    static final String STS = "sts";

    /**
     * The same limit as in {@code JettySettings} of data-http-adapter. It can be short, because a client has the whole
     * header before it sends the first byte.
     */
    private static final Duration HEADER_TIME = Duration.ofSeconds(15);

    private static final String LOOPBACK = "127.0.0.1";
    private static final int MAX_THREADS = 64;

    /** At most this many threads handle pipelined requests. */
    private static final int MAX_PIPELINE_THREADS = 8;

    /** High enough that no connection with a running upload is closed in favour of a new one. */
    private static final int MAX_CONNECTIONS = 10_000;

    private static final Duration GRACE = Duration.ofSeconds(5);

    /** How long an idle keep-alive connection may delay the stop. */
    private static final Duration KEPT_ALIVE = Duration.ofMillis(100);

    private final Server server;
    private final ServerConnector s3;
    private final ServerConnector sts;

    EmbeddedHttpServer(EmbeddedAwsConfig config, HttpServlet s3Servlet, HttpServlet stsServlet) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("embedded-aws");
        // daemon threads, because a server that is not closed must not keep the program running
        threads.setDaemon(true);
        this.server = new Server(threads);
        this.s3 = connector(S3, config.address(), config.s3Port());
        this.sts = connector(STS, config.address(), config.stsPort());
        Handler services = new Handler.Sequence(context(S3, s3Servlet), context(STS, stsServlet));
        server.setHandler(new GracefulHandler(new HostNameHandler(config.hostNames(), services)));
        server.setErrorHandler(new EmbeddedErrorHandler());
        server.setStopTimeout(GRACE.toMillis());
    }

    void start() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            stop();
            throw e;
        } catch (Exception e) {
            stop();
            throw new IllegalStateException("the embedded AWS cannot start", e);
        }
    }

    /** Waits at most five seconds for running requests, and then aborts them. */
    void stop() {
        try {
            server.stop();
        } catch (TimeoutException e) {
            LOG.warn("Aborted requests that were still running {} s after the stop began", GRACE.toSeconds());
        } catch (Exception e) {
            throw new IllegalStateException("the embedded AWS cannot stop", e);
        }
    }

    URI s3Endpoint() {
        return endpoint(s3);
    }

    URI stsEndpoint() {
        return endpoint(sts);
    }

    private static URI endpoint(ServerConnector connector) {
        return URI.create("http://" + LOOPBACK + ":" + connector.getLocalPort());
    }

    private ServerConnector connector(String name, String address, int port) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // otherwise Jetty rewrites "text/plain; charset=UTF-8", and the signature no longer matches
        http.setHeaderCacheCaseSensitive(true);
        // object keys may contain what a canonical path may not: empty segments, encoded slashes
        http.setUriCompliance(UriCompliance.LEGACY);
        // lines must end with CR LF, because a proxy may interpret a bare LF differently (request smuggling)
        http.setHttpCompliance(HttpCompliance.STRICT);
        LimitedConnection.Factory connections =
                new LimitedConnection.Factory(http, HEADER_TIME, MAX_PIPELINE_THREADS, MAX_CONNECTIONS);
        ServerConnector connector = new GracefulConnector(server, -1, connections, GRACE, KEPT_ALIVE);
        connector.setName(name);
        connector.setHost(address);
        connector.setPort(port);
        server.addConnector(connector);
        return connector;
    }

    private static ServletContextHandler context(String connector, HttpServlet servlet) {
        ServletContextHandler context = new ServletContextHandler();
        context.setVirtualHosts(List.of("@" + connector));
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true); // no thread waits for the body of a request that is refused
        context.addServlet(holder, "/*");
        return context;
    }
}

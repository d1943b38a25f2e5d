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

/** One Jetty with two ports of one interface, S3 on one and STS on the other, which answer to the same names. */
final class EmbeddedHttpServer {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedHttpServer.class);

    /** The names of the connectors, by which a request tells which service it is for. */
    static final String S3 = "s3";

    static final String STS = "sts";

    /** As {@code JettySettings} of the server has it: a client has the whole header before it sends the first byte. */
    private static final Duration HEADER_TIME = Duration.ofSeconds(15);

    private static final String LOOPBACK = "127.0.0.1";
    private static final int MAX_THREADS = 64;

    /** Threads of these that handle requests which were sent ahead. */
    private static final int TURNS = 8;

    /** So many that none with an upload under way is closed for another. */
    private static final int MAX_CONNECTIONS = 10_000;

    private static final Duration GRACE = Duration.ofSeconds(5);

    /** How long clients that keep a connection open hold up the stop. */
    private static final Duration KEPT_ALIVE = Duration.ofMillis(100);

    private final Server server;
    private final ServerConnector s3;
    private final ServerConnector sts;

    EmbeddedHttpServer(EmbeddedAwsConfig config, HttpServlet s3Servlet, HttpServlet stsServlet) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("embedded-aws");
        // an embedded server must not keep alive the program that forgot to close it
        threads.setDaemon(true);
        this.server = new Server(threads);
        this.s3 = connector(S3, config.address(), config.s3Port());
        this.sts = connector(STS, config.address(), config.stsPort());
        Handler services = new Handler.Sequence(context(S3, s3Servlet), context(STS, stsServlet));
        server.setHandler(new GracefulHandler(new OwnNames(config.hostNames(), services)));
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

    /** Waits five seconds at most for the requests under way, and then breaks them off. */
    void stop() {
        try {
            server.stop();
        } catch (TimeoutException e) {
            LOG.warn("Requests that had not ended {} s after the stop began are broken off.", GRACE.toSeconds());
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
        // otherwise Jetty rewrites "text/plain; charset=UTF-8", and the signature over it breaks
        http.setHeaderCacheCaseSensitive(true);
        // keys may hold what a canonical path may not: empty segments, encoded slashes
        http.setUriCompliance(UriCompliance.LEGACY);
        // a line ends with CR LF: servers in between that read a bare LF in another way disagree with us
        http.setHttpCompliance(HttpCompliance.STRICT);
        LimitedConnection.Factory connections =
                new LimitedConnection.Factory(http, HEADER_TIME, TURNS, MAX_CONNECTIONS);
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

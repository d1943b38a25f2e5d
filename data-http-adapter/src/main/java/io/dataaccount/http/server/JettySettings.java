package io.dataaccount.http.server;

import io.dataaccount.testkit.embedded.jetty.GracefulConnector;
import io.dataaccount.testkit.embedded.jetty.LimitedConnection;
import io.javalin.config.JettyConfig;
import java.time.Duration;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Configures Jetty: limits, the address, and a stop that lets requests finish. */
final class JettySettings {
    /** How long a stop waits for a connection that has no request in flight. */
    private static final Duration KEEP_ALIVE_GRACE = Duration.ofMillis(300);

    /** How long a request, or the first request of a connection, may pause. */
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

    /**
     * How many connections may wait to be accepted. With the JDK's default of 50, the kernel drops packets when a few
     * hundred clients connect at the same time, and TCP sends them again only after a second.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6298#section-2">RFC 6298, section 2</a>
     */
    private static final int ACCEPT_QUEUE_SIZE = 1024;

    /** How long the request line and the headers may take to arrive. They are small, and clients send them at once. */
    private static final Duration HEADER_TIMEOUT = Duration.ofSeconds(15);

    /** The maximum size of the request line and all headers together. */
    static final int MAX_HEADER_BYTES = 16 * 1024;

    /**
     * Jetty's threads. They parse, authenticate and send. They wait for nothing but the keys of an issuer, and only a
     * few of them may do that at the same time.
     */
    private static final int THREADS = 64;

    /** How many of the threads may handle pipelined requests. No client needs pipelining to be fast. */
    private static final int MAX_PIPELINING_THREADS = 8;

    private JettySettings() {}

    static void apply(JettyConfig jetty, String host, int port, ServerLimits limits, Refusals refusals) {
        JettyErrors errors = new JettyErrors(refusals);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
        threads.setName("http");
        jetty.threadPool = threads;
        ResponseBuffers buffers = new ResponseBuffers(limits.responses(), (limits.workers() + 1) / 2);
        buffers.setHandler(new UpgradeRejectionHandler());
        jetty.modifyServer(server -> {
            server.setStopTimeout(limits.stop().grace().toMillis());
            server.setHandler(new GracefulHandler(buffers));
            server.setErrorHandler(errors);
        });
        jetty.modifyServletContextHandler(context -> {
            context.setErrorHandler(errors);
            context.setSessionHandler(new NoSessions());
            context.getServletHandler().setDecodeAmbiguousURIs(true);
        });
        jetty.modifyHttpConfiguration(http -> {
            // safe: the REST API matches the raw path, and none of its paths contains an escape
            http.setUriCompliance(UriCompliance.UNSAFE);
            // a line must end with CR LF (RFC 9112, 2.2): proxies differ in how they read a bare LF, so a client could
            // send two requests that a proxy reads as one
            http.setHttpCompliance(HttpCompliance.STRICT);
            // otherwise Jetty replaces well-known header values by its own spelling
            http.setHeaderCacheCaseSensitive(true);
            http.setRequestHeaderSize(MAX_HEADER_BYTES);
            http.setSendServerVersion(false);
        });
        jetty.addConnector((server, http) -> connector(server, http, host, port, limits));
    }

    private static ServerConnector connector(
            Server server, HttpConfiguration http, String host, int port, ServerLimits limits) {
        LimitedConnection.Factory connections =
                new LimitedConnection.Factory(http, HEADER_TIMEOUT, MAX_PIPELINING_THREADS, limits.connections());
        connections.setKeepAlive(limits.keepAlive());
        ServerConnector connector =
                new GracefulConnector(server, 1, connections, limits.stop().grace(), KEEP_ALIVE_GRACE);
        connector.setHost(host);
        connector.setPort(port);
        connector.setAcceptQueueSize(ACCEPT_QUEUE_SIZE);
        connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
        return connector;
    }
}

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

/** Jetty under the door: limits, the address, and a stop that lets requests finish. */
final class JettySettings {
    /** How long a stop waits for requests under way. */
    static final Duration GRACE = Duration.ofSeconds(10);

    /** How long a stop waits for a connection that has no request under way. */
    private static final Duration KEPT_ALIVE = Duration.ofMillis(300);

    private static final Duration IDLE = Duration.ofSeconds(30);

    /**
     * Connections that may wait to be accepted. With the JDK's 50 a few hundred clients that connect at once make the kernel
     * drop the others' packets, which TCP sends again after a second.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6298#section-2">RFC 6298, section 2</a>
     */
    private static final int CONNECTIONS_WAITING = 1024;

    /** A client has the whole header before it sends the first byte, and it is small. */
    private static final Duration HEADER_TIME = Duration.ofSeconds(15);

    /** Of the request line and all headers together. */
    static final int HEADER_BYTES = 16 * 1024;

    /** They parse, authenticate and send, and wait for nothing but an issuer's keys, a few of them at once. */
    private static final int THREADS = 64;

    /** Threads of these that handle requests which were sent ahead; no client needs that to be fast. */
    private static final int TURNS = 8;

    private JettySettings() {}

    static void apply(JettyConfig jetty, String host, int port, ServerLimits limits, Refusals refusals) {
        JettyErrors errors = new JettyErrors(refusals);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
        threads.setName("http");
        jetty.threadPool = threads;
        ResponseBuffers answers = new ResponseBuffers(limits.answers(), (limits.workers() + 1) / 2);
        answers.setHandler(new UpgradeRejectionHandler());
        jetty.modifyServer(server -> {
            server.setStopTimeout(GRACE.toMillis());
            server.setHandler(new GracefulHandler(answers));
            server.setErrorHandler(errors);
        });
        jetty.modifyServletContextHandler(context -> {
            context.setErrorHandler(errors);
            context.setSessionHandler(new NoSessions());
            context.getServletHandler().setDecodeAmbiguousURIs(true);
        });
        jetty.modifyHttpConfiguration(http -> {
            // the contract reads the raw path and knows no path with an escape, so nothing here is ambiguous to it
            http.setUriCompliance(UriCompliance.UNSAFE);
            // a line ends with CR LF (RFC 9112, 2.2): servers in between that read a bare LF in another way disagree
            // with us
            http.setHttpCompliance(HttpCompliance.STRICT);
            // otherwise Jetty hands over well-known values of headers in its own spelling
            http.setHeaderCacheCaseSensitive(true);
            http.setRequestHeaderSize(HEADER_BYTES);
            http.setSendServerVersion(false);
        });
        jetty.addConnector((server, http) -> connector(server, http, host, port, limits));
    }

    private static ServerConnector connector(
            Server server, HttpConfiguration http, String host, int port, ServerLimits limits) {
        LimitedConnection.Factory connections =
                new LimitedConnection.Factory(http, HEADER_TIME, TURNS, limits.connections());
        ServerConnector connector = new GracefulConnector(server, 1, connections, GRACE, KEPT_ALIVE);
        connector.setHost(host);
        connector.setPort(port);
        connector.setAcceptQueueSize(CONNECTIONS_WAITING);
        connector.setIdleTimeout(IDLE.toMillis());
        return connector;
    }
}

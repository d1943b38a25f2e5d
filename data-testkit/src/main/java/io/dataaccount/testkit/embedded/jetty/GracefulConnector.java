package io.dataaccount.testkit.embedded.jetty;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A connector whose stop waits for the requests under way, also for those that still arrive. Jetty's own has one time for
 * all connections, and a client that keeps one open would hold up the stop for as long as a request may.
 */
public final class GracefulConnector extends ServerConnector {
    private final Duration keptAlive;

    /**
     * @param selectors threads that notice what clients send, or -1 for as many as suit the machine
     * @param grace how long a stop waits for the next byte of a request or a response under way
     * @param keptAlive how long it waits for a connection without one
     */
    public GracefulConnector(
            Server server, int selectors, LimitedConnection.Factory connections, Duration grace, Duration keptAlive) {
        super(server, 1, selectors, connections);
        this.keptAlive = keptAlive;
        setShutdownIdleTimeout(grace.toMillis());
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        CompletableFuture<Void> stopped = super.shutdown();
        for (EndPoint each : getConnectedEndPoints()) {
            if (!(each.getConnection() instanceof LimitedConnection connection && connection.isRequestUnderWay())) {
                each.setIdleTimeout(keptAlive.toMillis());
            }
        }
        return stopped;
    }

    /** Comes after the connection says so, so that either this or {@link #shutdown} sees it. */
    void requestEnded(LimitedConnection connection) {
        if (isShutdown()) {
            connection.getEndPoint().setIdleTimeout(keptAlive.toMillis());
        }
    }
}

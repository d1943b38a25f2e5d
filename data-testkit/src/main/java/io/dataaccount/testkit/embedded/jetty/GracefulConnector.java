package io.dataaccount.testkit.embedded.jetty;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A connector whose stop waits for the requests under way, also for those that still arrive. Jetty's own has one time
 * for all connections, and a client that keeps one open would hold up the stop for as long as a request may.
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
        getConnectedEndPoints().forEach(this::closeSoon);
        return stopped;
    }

    /** A connection that was accepted before the stop may become known after it. */
    @Override
    protected void onEndPointOpened(EndPoint endPoint) {
        super.onEndPointOpened(endPoint);
        if (isShutdown()) {
            closeSoon(endPoint);
        }
    }

    /** Comes after the connection says so, so that either this or {@link #shutdown} sees it. */
    void requestEnded(LimitedConnection connection) {
        if (isShutdown()) {
            closeSoon(connection.getEndPoint());
        }
    }

    /**
     * Not by a shorter idle timeout: if two threads set the timeout of one connection at the same time, then Jetty may
     * keep the longer one.
     */
    private void closeSoon(EndPoint endPoint) {
        later(() -> {
            if (!isRequestUnderWay(endPoint)) {
                endPoint.shutdownOutput(); // the client still reads the last response; a close could cut it off
                later(endPoint::close);
            }
        });
    }

    private void later(Runnable action) {
        getScheduler().schedule(action, keptAlive.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static boolean isRequestUnderWay(EndPoint endPoint) {
        return endPoint.getConnection() instanceof LimitedConnection connection && connection.isRequestUnderWay();
    }
}

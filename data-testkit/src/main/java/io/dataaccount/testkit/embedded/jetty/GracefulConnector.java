package io.dataaccount.testkit.embedded.jetty;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A connector that, on stop, waits for running requests, including those that are still arriving. The connector of
 * Jetty has one timeout for all connections, so an idle keep-alive connection would delay the stop as long as a request
 * may.
 */
public final class GracefulConnector extends ServerConnector {
    private final Duration keptAlive;

    /**
     * @param selectors the number of selector threads; -1 lets Jetty choose
     * @param grace how long a stop waits for the next byte of a running request or response
     * @param keptAlive how long a stop waits for a connection without a running request
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

    /** Jetty may open a connection after the stop that it accepted before. */
    @Override
    protected void onEndPointOpened(EndPoint endPoint) {
        super.onEndPointOpened(endPoint);
        if (isShutdown()) {
            closeSoon(endPoint);
        }
    }

    /**
     * Called after the connection has marked its request as ended, so that either this method or {@link #shutdown}
     * closes the connection.
     */
    void requestEnded(LimitedConnection connection) {
        if (isShutdown()) {
            closeSoon(connection.getEndPoint());
        }
    }

    /**
     * Schedules the close instead of a shorter idle timeout: if two threads set the idle timeout of a connection at the
     * same time, Jetty may keep the longer one.
     */
    private void closeSoon(EndPoint endPoint) {
        later(() -> {
            if (!isRequestInProgress(endPoint)) {
                endPoint.shutdownOutput(); // a close could truncate the last response, which the client still reads
                later(endPoint::close);
            }
        });
    }

    private void later(Runnable action) {
        getScheduler().schedule(action, keptAlive.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static boolean isRequestInProgress(EndPoint endPoint) {
        return endPoint.getConnection() instanceof LimitedConnection connection && connection.isRequestInProgress();
    }
}

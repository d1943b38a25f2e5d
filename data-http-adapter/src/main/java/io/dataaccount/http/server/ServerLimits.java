package io.dataaccount.http.server;

import static java.util.Objects.requireNonNull;

import io.dataaccount.testkit.embedded.jetty.BodyRate;
import java.time.Duration;

/**
 * Limits that keep one client from using what the other clients need.
 *
 * @param workers how many REST calls may run at the same time
 * @param waiting how many REST calls may wait for a worker; the next call gets a 503 response
 * @param bodies the minimum rate at which the body of a request must arrive
 * @param responses the memory for responses that clients read slowly
 * @param connections how many connections may be open at the same time
 * @param keepAlive how long a connection stays open without a request after its first one
 * @param stop how the server stops
 */
public record ServerLimits(
        int workers,
        int waiting,
        BodyRate bodies,
        ResponseBuffers.Limits responses,
        int connections,
        Duration keepAlive,
        StopTimes stop) {
    /** The default limit of open connections. A header takes at most 50 KB, so this is a tenth of a heap of 512 MB. */
    public static final int CONNECTIONS = 1_000;

    /**
     * The default of {@link #keepAlive}. It must be longer than the idle timeout of the load balancer, which otherwise
     * sends requests on connections that this server is closing. The default of AWS's is 60 seconds.
     *
     * @see <a href=
     *     "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html">
     *     Connection idle timeout</a>
     */
    public static final Duration KEEP_ALIVE = Duration.ofSeconds(75);

    /** 64 workers: a caller of the {@code aws} mode may use a quarter of them, unless configured otherwise. */
    static final ServerLimits DEFAULT = new ServerLimits(
            64, 256, BodyRate.DEFAULT, ResponseBuffers.Limits.DEFAULT, CONNECTIONS, KEEP_ALIVE, StopTimes.DEFAULT);

    public ServerLimits {
        requireNonNull(bodies, "bodies is null");
        requireNonNull(responses, "responses is null");
        requireNonNull(keepAlive, "keepAlive is null");
        requireNonNull(stop, "stop is null");
    }

    /** The default limits of calls with other limits of connections. */
    public static ServerLimits of(int connections, Duration keepAlive, StopTimes stop) {
        return new ServerLimits(
                DEFAULT.workers, DEFAULT.waiting, DEFAULT.bodies, DEFAULT.responses, connections, keepAlive, stop);
    }
}

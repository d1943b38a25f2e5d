package io.dataaccount.http.server;

import static java.util.Objects.requireNonNull;

import io.dataaccount.testkit.embedded.jetty.BodyRate;

/**
 * Limits that keep one client from using what the other clients need.
 *
 * @param workers how many REST calls may run at the same time
 * @param waiting how many REST calls may wait for a worker; the next call gets a 503 response
 * @param bodies the minimum rate at which the body of a request must arrive
 * @param responses the memory for responses that clients read slowly
 * @param connections how many connections may be open at the same time
 */
public record ServerLimits(
        int workers, int waiting, BodyRate bodies, ResponseBuffers.Limits responses, int connections) {
    /** The default limit of open connections. A header takes at most 50 KB, so this is a tenth of a heap of 512 MB. */
    public static final int CONNECTIONS = 1_000;

    /** 64 workers: a caller of the {@code aws} mode may use a quarter of them, unless configured otherwise. */
    static final ServerLimits DEFAULT =
            new ServerLimits(64, 256, BodyRate.DEFAULT, ResponseBuffers.Limits.DEFAULT, CONNECTIONS);

    public ServerLimits {
        requireNonNull(bodies, "bodies is null");
        requireNonNull(responses, "responses is null");
    }

    /** The default limits with another number of connections. */
    public static ServerLimits withConnections(int connections) {
        return new ServerLimits(DEFAULT.workers, DEFAULT.waiting, DEFAULT.bodies, DEFAULT.responses, connections);
    }
}

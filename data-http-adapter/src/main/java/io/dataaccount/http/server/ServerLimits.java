package io.dataaccount.http.server;

import static java.util.Objects.requireNonNull;

import io.dataaccount.testkit.embedded.jetty.BodyRate;

/**
 * What keeps one client from holding what the others need.
 *
 * @param workers calls that run at once
 * @param waiting calls that may wait for a worker; the next one is answered 503
 * @param bodies how fast the body of a request must arrive
 * @param answers what is kept of responses that are read slowly
 * @param connections that are open at once
 */
public record ServerLimits(int workers, int waiting, BodyRate bodies, ResponseBuffers.Limits answers, int connections) {
    /** A header and its fields take 50 KB at most, so this is a tenth of a heap of 512 MB. */
    public static final int CONNECTIONS = 1_000;

    /** A quarter of the workers is what one caller of the {@code aws} mode gets unless it is configured. */
    static final ServerLimits DEFAULT =
            new ServerLimits(64, 256, BodyRate.DEFAULT, ResponseBuffers.Limits.DEFAULT, CONNECTIONS);

    public ServerLimits {
        requireNonNull(bodies, "bodies is null");
        requireNonNull(answers, "answers is null");
    }

    /** The default, but for this. */
    public static ServerLimits withConnections(int connections) {
        return new ServerLimits(DEFAULT.workers, DEFAULT.waiting, DEFAULT.bodies, DEFAULT.answers, connections);
    }
}

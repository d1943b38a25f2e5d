package io.dataaccount.http.server;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How the server stops.
 *
 * @param drain how long the server still handles all requests after {@code /readyz} has begun to fail. In this time the
 *     load balancer notices that it must send no more requests
 * @param grace how long the server then waits for the requests in flight
 */
public record StopTimes(Duration drain, Duration grace) {
    /** Without a load balancer: no drain. Ten seconds is also what "docker stop" waits. */
    public static final StopTimes DEFAULT = new StopTimes(Duration.ZERO, Duration.ofSeconds(10));

    /**
     * The grace behind a load balancer. A call to S3 takes at most 20 seconds. With the default drain, the stop takes
     * less than the 30 seconds that Kubernetes and Amazon ECS wait.
     */
    private static final Duration GRACE = Duration.ofSeconds(20);

    public StopTimes {
        requireNonNull(drain, "drain is null");
        requireNonNull(grace, "grace is null");
    }

    /** Behind a load balancer. */
    public static StopTimes draining(Duration drain) {
        return new StopTimes(drain, GRACE);
    }
}

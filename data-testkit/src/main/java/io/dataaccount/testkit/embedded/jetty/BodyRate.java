package io.dataaccount.testkit.embedded.jetty;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The minimum rate at which the body of a request must arrive.
 *
 * @param grace additional time, so that a connection may start slowly or stall
 * @param bytesPerSecond 1 or more, on average over the whole body
 */
public record BodyRate(Duration grace, int bytesPerSecond) {
    /**
     * A quarter of the rate of a connection with 256 kbit/s: at that rate a body of 1 MiB takes 33 seconds, and the
     * limit is 138 seconds. If no byte arrives, the limit is ten seconds.
     */
    public static final BodyRate DEFAULT = new BodyRate(Duration.ofSeconds(10), 8 * 1024);

    public BodyRate {
        requireNonNull(grace, "grace is null");
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException("bytesPerSecond is " + bytesPerSecond);
        }
    }

    /**
     * The time, from the start of the body, until the next byte must have arrived.
     *
     * @param received the number of bytes so far
     */
    public Duration deadline(long received) {
        return grace.plusMillis(received * 1000 / bytesPerSecond);
    }
}

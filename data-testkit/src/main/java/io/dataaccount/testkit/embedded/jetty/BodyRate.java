package io.dataaccount.testkit.embedded.jetty;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The least rate at which the body of a request must arrive.
 *
 * @param grace time that no byte is needed for, so that a connection may start slowly or stall
 * @param bytesPerSecond 1 or more; what arrives faster counts for later
 */
public record BodyRate(Duration grace, int bytesPerSecond) {
    /**
     * A quarter of what a connection of 256 kbit/s brings: at that speed a body of 1 MiB takes 33 seconds, and has 138.
     * A body of which nothing arrives is given up after ten seconds.
     */
    public static final BodyRate DEFAULT = new BodyRate(Duration.ofSeconds(10), 8 * 1024);

    public BodyRate {
        requireNonNull(grace, "grace is null");
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException("bytesPerSecond is " + bytesPerSecond);
        }
    }

    /** How long after the first byte was waited for the next one must be there, if so many are. */
    public Duration deadline(long received) {
        return grace.plusMillis(received * 1000 / bytesPerSecond);
    }
}

package io.dataaccount.testkit.contract;

import java.util.Random;

/** Creates random numbers from a seed that it prints, so that a failed run can be repeated. */
public final class SeededRandom {
    private static final String PROPERTY = "dataaccount.seed";

    private SeededRandom() {}

    /**
     * A generator with a new seed, or with the seed of {@code -Ddataaccount.seed=...}. Prints the seed to standard
     * output.
     *
     * @param test the name of the test, for the output
     */
    public static Random random(String test) {
        long seed = Long.getLong(PROPERTY, System.nanoTime());
        System.out.println(test + ": -D" + PROPERTY + "=" + seed);
        return new Random(seed);
    }
}

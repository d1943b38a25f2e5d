package io.dataaccount.testkit.contract;

import java.util.Random;

/** Random numbers of a seed that is printed, so that a failed run can be had again. */
public final class SeededRandom {
    private static final String PROPERTY = "dataaccount.seed";

    private SeededRandom() {}

    /** A new seed every time, or the one given with {@code -Ddataaccount.seed=...}. */
    public static Random random(String test) {
        long seed = Long.getLong(PROPERTY, System.nanoTime());
        System.out.println(test + ": -D" + PROPERTY + "=" + seed);
        return new Random(seed);
    }
}

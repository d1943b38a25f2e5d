package io.dataaccount.core.service;

import java.util.HashSet;
import java.util.Set;

/**
 * The steps that a call has completed in all its attempts. {@link AuthorizedCall} runs the work again with another
 * session if the data account refuses the current one. For one call.
 */
final class CompletedSteps {
    static final String BUCKET = "bucket";
    static final String TAGS = "tags";

    private final Set<String> steps = new HashSet<>();

    void add(String step) {
        steps.add(step);
    }

    boolean has(String step) {
        return steps.contains(step);
    }
}

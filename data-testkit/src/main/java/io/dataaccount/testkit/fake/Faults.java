package io.dataaccount.testkit.fake;

import io.dataaccount.core.error.DataException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Runs the steps of a fake, records them, and makes steps fail as a test requests. Not thread-safe: use it under a
 * lock.
 */
final class Faults {
    private final List<String> steps = new ArrayList<>();
    private final Map<String, Deque<DataException>> before = new HashMap<>();
    private final Map<String, Deque<DataException>> after = new HashMap<>();
    private final Map<String, DataException> always = new HashMap<>();

    <T> T run(String step, Supplier<T> work) {
        steps.add(step);
        DataException permanent = always.get(step);
        if (permanent != null) {
            throw permanent;
        }
        throwNext(before, step);
        T result = work.get();
        throwNext(after, step);
        return result;
    }

    List<String> steps() {
        return List.copyOf(steps);
    }

    boolean isAlways(String step) {
        return always.containsKey(step);
    }

    void before(String step, DataException failure) {
        before.computeIfAbsent(step, any -> new ArrayDeque<>()).add(failure);
    }

    void after(String step, DataException failure) {
        after.computeIfAbsent(step, any -> new ArrayDeque<>()).add(failure);
    }

    void clear() {
        before.clear();
        after.clear();
        always.clear();
    }

    void always(String step, DataException failure) {
        always.put(step, failure);
    }

    private static void throwNext(Map<String, Deque<DataException>> planned, String step) {
        Deque<DataException> failures = planned.get(step);
        if (failures != null && !failures.isEmpty()) {
            throw failures.remove();
        }
    }
}

package io.dataaccount.aws.config;

import io.dataaccount.core.Internal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads all settings of a program with readers that each throw InvalidConfigurationException, and collects the problems of
 * all. Not safe for use by many threads.
 */
@Internal
public final class SettingsReader {
    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    /** @param environment the values by name, such as {@link System#getenv()} */
    public SettingsReader(Map<String, String> environment) {
        this.environment = environment;
    }

    /** What the reader returns; empty if it throws InvalidConfigurationException, whose problems are added. */
    public <T> Optional<T> read(Function<Map<String, String>, T> reader) {
        try {
            return Optional.of(reader.apply(environment));
        } catch (InvalidConfigurationException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    /** As {@link #read}, for a reader without a result. */
    public void check(Consumer<Map<String, String>> reader) {
        read(variables -> {
            reader.accept(variables);
            return variables;
        });
    }

    /** An integer from the minimum to the maximum. */
    public Optional<Integer> number(String name, int min, int max, int defaultValue) {
        return read(variables -> {
            Environment values = new Environment(variables);
            int number = values.optional(name, text -> Environment.integer(text, min, max), defaultValue);
            values.throwProblems();
            return number;
        });
    }

    /** Adds a problem that was found elsewhere, a sentence. */
    public void add(String problem) {
        problems.add(problem);
    }

    /** @throws InvalidConfigurationException if there is any problem; it lists all of them */
    public void throwProblems() {
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
    }
}

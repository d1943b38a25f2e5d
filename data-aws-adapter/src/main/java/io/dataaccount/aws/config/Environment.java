package io.dataaccount.aws.config;

import io.dataaccount.core.Internal;
import io.dataaccount.core.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads environment variables and collects every problem, so that one exception lists them all. A variable with a blank
 * value counts as not set. Not safe for use by many threads.
 */
@Internal
public final class Environment {
    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();

    /** @param variables the values by name, such as {@link System#getenv()} */
    public Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    /**
     * The value of the first of these variables that is set. If none is set, or the value is invalid, a problem is
     * recorded.
     *
     * @param names at least one, in order of precedence
     * @param meaning what to set the variable to; part of the problem's text
     * @param parse as in {@link #optional}
     * @param placeholder is returned if there is a problem, so that reading can continue
     */
    public <T> T required(List<String> names, String meaning, Function<String, T> parse, T placeholder) {
        Optional<String> name =
                names.stream().filter(each -> value(each) != null).findFirst();
        if (name.isEmpty()) {
            problems.add(names.get(0) + " is not set: set it to " + meaning + ".");
            return placeholder;
        }
        return optional(name.get(), parse, placeholder);
    }

    /**
     * The value of the variable. If it is invalid, a problem is recorded.
     *
     * @param parse converts the value; throws InvalidInputException, or IllegalArgumentException with a message that
     *     continues "NAME 'value' ", if the value is invalid
     * @param otherwise is returned if the variable is not set, or if its value is invalid
     */
    public <T> T optional(String name, Function<String, T> parse, T otherwise) {
        String value = value(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return parse.apply(value);
        } catch (InvalidInputException e) {
            problems.add(HttpUrl.withoutUser(e.at(name).detail()));
        } catch (IllegalArgumentException e) {
            problems.add(HttpUrl.withoutUser(name + " '" + value + "' " + e.getMessage() + "."));
        }
        return otherwise;
    }

    /** Records problems that were found elsewhere, a sentence each. */
    void add(List<String> found) {
        problems.addAll(found);
    }

    /** @throws InvalidConfigurationException if any problem was recorded; it lists all of them */
    public void throwProblems() {
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
    }

    /** A blank value counts as not set, because some templates cannot leave a variable out. */
    private @Nullable String value(String name) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    static boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("must be true or false");
        }
        return text.equals("true");
    }

    /**
     * Parses a decimal integer of up to nine digits, without a sign.
     *
     * @param min inclusive, 0 or more
     * @param max inclusive
     * @throws IllegalArgumentException if the text is anything else or out of the range; its message suits
     *     {@link #optional}
     */
    public static int integer(String text, int min, int max) {
        int value = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        if (value < min || value > max) {
            throw new IllegalArgumentException("must be an integer from " + min + " to " + max);
        }
        return value;
    }
}

package io.dataaccount.aws.config;

import io.dataaccount.core.error.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Environment variables, read to the end even when some are wrong, so that all that is wrong is told at once. */
public final class Environment {
    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();

    public Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    /**
     * The value of the first name that is set.
     *
     * @param placeholder what to go on with when there is a problem
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
     * The value of the name, or what to go on with if it is not set or will not do.
     *
     * @param parse throws InvalidInputException or IllegalArgumentException, whose message follows the name and the value
     */
    public <T> T optional(String name, Function<String, T> parse, T otherwise) {
        String value = value(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return parse.apply(value);
        } catch (InvalidInputException e) {
            problems.add(e.at(name).detail());
        } catch (IllegalArgumentException e) {
            problems.add(name + " '" + value + "' " + e.getMessage() + ".");
        }
        return otherwise;
    }

    /** @throws InvalidConfigurationException naming every problem met, if there was one */
    public void throwProblems() {
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
    }

    /** A variable that is set to nothing counts as not set, since many a template can only do that. */
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

    public static int integer(String text, int least, int most) {
        int value = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        if (value < least || value > most) {
            throw new IllegalArgumentException("must be an integer from " + least + " to " + most);
        }
        return value;
    }

    static String httpUrl(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return text;
            }
        } catch (URISyntaxException e) {
            // the same as one of another scheme
        }
        throw new IllegalArgumentException("must be an http or https URL");
    }
}

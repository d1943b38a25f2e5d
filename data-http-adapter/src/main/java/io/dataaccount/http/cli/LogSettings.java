package io.dataaccount.http.cli;

import io.dataaccount.aws.config.Environment;
import io.dataaccount.aws.config.InvalidConfigurationException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The log level and the log format, from the environment. Logback also reads these variables itself, but it does not
 * refuse invalid values: with an unknown format it logs nothing, and with an unknown level it logs at {@code DEBUG}.
 */
final class LogSettings {
    static final String LEVEL = "DATA_ACCOUNT_LOG_LEVEL";
    static final String FORMAT = "DATA_ACCOUNT_LOG_FORMAT";

    /** The names that {@code logback.xml} uses. */
    private static final List<String> FORMATS = List.of("text", "json");

    private static final List<String> LEVELS = List.of("off", "error", "warn", "info", "debug", "trace");

    private LogSettings() {}

    /**
     * Checks the variables and passes them to Logback as system properties. Upper and lower case are equal. Must run
     * before the first line is logged, because Logback configures itself then.
     *
     * @throws InvalidConfigurationException if the level or the format is unknown; Logback then has the default for it
     */
    static void apply(Map<String, String> environment) {
        Environment values = new Environment(environment);
        String level = values.optional(LEVEL, text -> oneOf(LEVELS, text), "info");
        String format = values.optional(FORMAT, text -> oneOf(FORMATS, text), "text");
        // Logback prefers system properties to environment variables, which may be blank, in upper case or invalid
        System.setProperty(LEVEL, level);
        System.setProperty(FORMAT, format);
        values.throwProblems();
    }

    private static String oneOf(List<String> known, String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (!known.contains(name)) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", known));
        }
        return name;
    }
}

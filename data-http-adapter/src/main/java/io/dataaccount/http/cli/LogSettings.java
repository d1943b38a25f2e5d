package io.dataaccount.http.cli;

import io.dataaccount.aws.config.Environment;
import io.dataaccount.aws.config.InvalidConfigurationException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What and how the server logs, by the environment. Logback reads these variables by itself; of a format that it does not
 * know it makes a log without a line, and of such a level {@code DEBUG}.
 */
final class LogSettings {
    static final String LEVEL = "DATA_ACCOUNT_LOG_LEVEL";
    static final String FORMAT = "DATA_ACCOUNT_LOG_FORMAT";

    /** As {@code logback.xml} names them. */
    private static final List<String> FORMATS = List.of("text", "json");

    private static final List<String> LEVELS = List.of("off", "error", "warn", "info", "debug", "trace");

    private LogSettings() {}

    /**
     * Before the first line is logged, since the log is made for that.
     *
     * @throws InvalidConfigurationException if a level or a format is none, in capitals or not
     */
    static void apply(Map<String, String> environment) {
        Environment values = new Environment(environment);
        String level = values.optional(LEVEL, text -> oneOf(LEVELS, text), "info");
        String format = values.optional(FORMAT, text -> oneOf(FORMATS, text), "text");
        values.throwProblems();
        // which count more to Logback than the variables: those may be empty, or in capitals
        System.setProperty(LEVEL, level);
        System.setProperty(FORMAT, format);
    }

    private static String oneOf(List<String> known, String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (!known.contains(name)) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", known));
        }
        return name;
    }
}

package io.dataaccount.aws.config;

import io.dataaccount.core.Internal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The log level and the log format of the server and of the Lambda function, from the environment. Upper and lower case
 * are equal.
 *
 * @param level {@code off}, {@code error}, {@code warn}, {@code info}, {@code debug} or {@code trace}
 * @param format {@code text} or {@code json}
 */
@Internal
public record LogConfig(String level, String format) {
    public static final String LEVEL = "DATA_ACCOUNT_LOG_LEVEL";
    public static final String FORMAT = "DATA_ACCOUNT_LOG_FORMAT";

    public static final String INFO = "info";
    public static final String TEXT = "text";
    public static final String JSON = "json";

    private static final List<String> FORMATS = List.of(TEXT, JSON);
    private static final List<String> LEVELS = List.of("off", "error", "warn", INFO, "debug", "trace");

    /**
     * Reads the variables.
     *
     * @param defaultFormat the format if the environment names none
     * @throws InvalidConfigurationException if the level or the format is unknown
     */
    public static LogConfig of(Map<String, String> environment, String defaultFormat) {
        Environment values = new Environment(environment);
        String level = values.optional(LEVEL, text -> oneOf(LEVELS, text), INFO);
        String format = values.optional(FORMAT, text -> oneOf(FORMATS, text), defaultFormat);
        values.throwProblems();
        return new LogConfig(level, format);
    }

    private static String oneOf(List<String> known, String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (!known.contains(name)) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", known));
        }
        return name;
    }
}

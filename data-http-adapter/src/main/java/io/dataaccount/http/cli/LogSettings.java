package io.dataaccount.http.cli;

import io.dataaccount.aws.config.InvalidConfigurationException;
import io.dataaccount.aws.config.LogConfig;
import java.util.Map;

/**
 * The log level and the log format, from the environment. Logback also reads these variables itself, but it does not
 * refuse invalid values: with an unknown format it logs nothing, and with an unknown level it logs at {@code DEBUG}.
 */
final class LogSettings {
    private LogSettings() {}

    /**
     * Checks the variables and passes them to Logback as system properties. Must run before the first line is logged,
     * because Logback configures itself then.
     *
     * @throws InvalidConfigurationException if the level or the format is unknown; Logback then has the defaults
     */
    static void apply(Map<String, String> environment) {
        // Logback prefers system properties to environment variables, which may be blank, in upper case or invalid
        set(new LogConfig(LogConfig.INFO, LogConfig.TEXT));
        set(LogConfig.of(environment, LogConfig.TEXT));
    }

    private static void set(LogConfig config) {
        System.setProperty(LogConfig.LEVEL, config.level());
        System.setProperty(LogConfig.FORMAT, config.format());
    }
}

package io.dataaccount.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.aws.config.LogConfig;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.error.SafeText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Formats the log lines of the function and of the AWS SDK on standard error. A line is a flat JSON object with the
 * field names of the server's JSON log, or text, to which CloudWatch adds the time. Neither has control characters, so
 * that text from a request cannot forge log lines.
 */
final class FunctionLog extends Formatter {
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger OURS = Logger.getLogger("io.dataaccount");

    private final boolean json;

    private FunctionLog(boolean json) {
        this.json = json;
    }

    static FunctionLog ofJson() {
        return new FunctionLog(true);
    }

    static FunctionLog ofText() {
        return new FunctionLog(false);
    }

    /** Installs the format for the whole JVM. The level is WARNING, and that of the settings for our own loggers. */
    static void install(LogConfig settings) {
        Level level = level(settings.level());
        ROOT.setLevel(Level.WARNING);
        OURS.setLevel(level); // the field prevents garbage collection of the logger and its level
        for (Handler handler : ROOT.getHandlers()) {
            handler.setLevel(Level.ALL); // the loggers decide
            handler.setFormatter(new FunctionLog(settings.format().equals(LogConfig.JSON)));
        }
    }

    private static Level level(String name) {
        return switch (name) {
            case "off" -> Level.OFF;
            case "error" -> Level.SEVERE;
            case "warn" -> Level.WARNING;
            case "debug" -> Level.FINE;
            case "trace" -> Level.ALL;
            default -> Level.INFO;
        };
    }

    /** The names of the server's log. */
    private static String name(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (value >= Level.WARNING.intValue()) {
            return "WARN";
        }
        if (value >= Level.CONFIG.intValue()) {
            return "INFO";
        }
        return value >= Level.FINE.intValue() ? "DEBUG" : "TRACE";
    }

    @Override
    public String format(LogRecord line) {
        Map<String, Object> fields = line instanceof RequestRecord request ? request.fields() : Map.of();
        return json ? json(line, fields) : text(line, fields);
    }

    private String json(LogRecord line, Map<String, Object> fields) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("timestamp", Instant.ofEpochMilli(line.getMillis()).toString());
        object.put("level", name(line.getLevel()));
        object.put("logger", String.valueOf(line.getLoggerName()));
        object.put("message", String.valueOf(formatMessage(line)));
        object.putAll(fields);
        if (line.getThrown() != null) {
            object.put("exception", stackTrace(line.getThrown()));
        }
        return SafeText.json(new String(new JacksonCodec().write(object), UTF_8)) + "\n";
    }

    private String text(LogRecord line, Map<String, Object> fields) {
        StringBuilder text = new StringBuilder()
                .append(name(line.getLevel()))
                .append(' ')
                .append(line.getLoggerName())
                .append(' ')
                .append(SafeText.line(formatMessage(line)));
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            text.append(' ')
                    .append(field.getKey())
                    .append('=')
                    .append(SafeText.quoted(String.valueOf(field.getValue())));
        }
        text.append('\n');
        return line.getThrown() == null
                ? text.toString()
                : text.append(stackTrace(SafeText.throwable(line.getThrown()))).toString();
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}

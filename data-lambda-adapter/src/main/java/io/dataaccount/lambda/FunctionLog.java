package io.dataaccount.lambda;

import io.dataaccount.core.error.SafeText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Formats the log lines of the function and of the AWS SDK on standard error. CloudWatch adds the time. A message is
 * one line without control characters, so that text from a request cannot forge log lines.
 */
final class FunctionLog extends Formatter {
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger OURS = Logger.getLogger("io.dataaccount");

    /** Installs the format for the whole JVM. The level is WARNING, and INFO for our own loggers. */
    static void install() {
        ROOT.setLevel(Level.WARNING);
        OURS.setLevel(Level.INFO); // the field prevents garbage collection of the logger and its level
        for (Handler handler : ROOT.getHandlers()) {
            handler.setFormatter(new FunctionLog());
        }
    }

    @Override
    public String format(LogRecord line) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        out.println(line.getLevel().getName() + " " + line.getLoggerName() + " " + SafeText.line(formatMessage(line)));
        if (line.getThrown() != null) {
            SafeText.throwable(line.getThrown()).printStackTrace(out);
        }
        return text.toString();
    }
}

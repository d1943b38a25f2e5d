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
 * The lines that a function writes to standard error, our own and those of the AWS SDK. CloudWatch adds the time. What
 * others send stays in its line and without control characters.
 */
final class FunctionLog extends Formatter {
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger OURS = Logger.getLogger("io.dataaccount");

    /** For the whole virtual machine: warnings of everybody, and our own information. */
    static void install() {
        ROOT.setLevel(Level.WARNING);
        OURS.setLevel(Level.INFO); // the field keeps the logger, which is otherwise collected with its level
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

package io.dataaccount.http.observe;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import io.dataaccount.core.error.SafeText;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code %ex} of the text log. Escapes line breaks in messages, so that a message cannot look like another line. */
public final class SafeStackTrace extends ThrowableProxyConverter {
    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
        return super.throwableProxyToString(new SafeProxy(thrown));
    }

    private record SafeProxy(IThrowableProxy thrown) implements IThrowableProxy {
        @Override
        public @Nullable String getMessage() {
            return safe(thrown.getMessage());
        }

        @Override
        public @Nullable String getOverridingMessage() {
            return safe(thrown.getOverridingMessage());
        }

        private static @Nullable String safe(@Nullable String message) {
            return message == null ? null : SafeText.line(message);
        }

        @Override
        public String getClassName() {
            return thrown.getClassName();
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return thrown.getStackTraceElementProxyArray();
        }

        @Override
        public int getCommonFrames() {
            return thrown.getCommonFrames();
        }

        @Override
        public @Nullable IThrowableProxy getCause() {
            IThrowableProxy cause = thrown.getCause();
            return cause == null ? null : new SafeProxy(cause);
        }

        @Override
        public IThrowableProxy[] getSuppressed() {
            return Arrays.stream(thrown.getSuppressed()).map(SafeProxy::new).toArray(IThrowableProxy[]::new);
        }

        @Override
        public boolean isCyclic() {
            return thrown.isCyclic();
        }
    }
}

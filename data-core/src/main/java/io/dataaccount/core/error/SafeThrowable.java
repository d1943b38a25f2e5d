package io.dataaccount.core.error;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** A copy of an exception for a log: its name, stack trace, causes and suppressed exceptions, with safe messages. */
final class SafeThrowable extends Throwable {
    private static final long serialVersionUID = 1L;

    private SafeThrowable(String text) {
        super(text);
    }

    static Throwable of(Throwable original) {
        return copy(original, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static SafeThrowable copy(Throwable original, Set<Throwable> seen) {
        SafeThrowable copy = new SafeThrowable(SafeText.line(original.toString()));
        copy.setStackTrace(original.getStackTrace());
        seen.add(original);
        Throwable cause = original.getCause();
        if (cause != null && !seen.contains(cause)) {
            copy.initCause(copy(cause, seen));
        }
        for (Throwable suppressed : original.getSuppressed()) {
            if (!seen.contains(suppressed)) {
                copy.addSuppressed(copy(suppressed, seen));
            }
        }
        return copy;
    }

    /** The text of the original, which begins with its class name. */
    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}

package io.dataaccount.http;

import io.dataaccount.core.model.Caller;
import jakarta.servlet.http.HttpServletRequest;

/** Callers whom another source verifies, as often as they may ask. */
record LimitedCallers(CallerSource source, CallerLimits limits) implements CallerSource {
    @Override
    public Caller callerOf(HttpServletRequest request) {
        Caller caller = source.callerOf(request);
        limits.admit(caller);
        return caller;
    }
}

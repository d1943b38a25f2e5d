package io.dataaccount.http.access;

import io.dataaccount.core.model.user.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/** Callers whom another source verifies, as often as they may ask and with as many requests at once as they may have. */
public record RateLimitedAuthenticator(CallerAuthenticator source, CallerRateLimiter limits, RequestsUnderWay underWay)
        implements CallerAuthenticator {
    @Override
    public Caller callerOf(HttpServletRequest request) {
        Caller caller = source.callerOf(request);
        limits.admit(caller);
        underWay.enter(caller);
        Request.addCompletionListener(
                ServletContextRequest.getServletContextRequest(request), failure -> underWay.leave(caller));
        return caller;
    }
}

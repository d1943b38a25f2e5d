package io.dataaccount.http.access;

import io.dataaccount.core.model.user.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/**
 * Authenticates callers with another authenticator, then limits the requests of each caller per second and at the same
 * time.
 */
public record RateLimitedAuthenticator(
        CallerAuthenticator delegate, CallerRateLimiter rate, CallerConcurrencyLimiter concurrency)
        implements CallerAuthenticator {
    @Override
    public Caller callerOf(HttpServletRequest request) {
        Caller caller = delegate.callerOf(request);
        rate.admit(caller);
        concurrency.acquire(caller);
        Request.addCompletionListener(
                ServletContextRequest.getServletContextRequest(request), failure -> concurrency.release(caller));
        return caller;
    }
}

package io.dataaccount.http.access;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.user.Caller;
import jakarta.servlet.http.HttpServletRequest;

/** Finds out who sent a request. Safe for use by many threads. */
@FunctionalInterface
public interface CallerAuthenticator {
    /** The caller of every request to a server without login. May do everything. */
    Caller ADMINISTRATOR = new Caller("local-administrator", "local administrator", true);

    /** Returns {@link #ADMINISTRATOR} for every request: for a server without login. */
    CallerAuthenticator LOCAL_ADMINISTRATOR = request -> ADMINISTRATOR;

    /**
     * Authenticates the caller without reading the body.
     *
     * @return the caller, never null
     * @throws DataException UNAUTHENTICATED if the request does not prove who sent it; UNAVAILABLE if no request can be
     *     authenticated now; TOO_MANY_REQUESTS if the caller has reached a limit
     */
    Caller callerOf(HttpServletRequest request);
}

package io.dataaccount.http.access;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.user.Caller;
import jakarta.servlet.http.HttpServletRequest;

/** Who sent a request, as far as this door could verify it. Safe for use by many threads. */
public interface CallerAuthenticator {
    /** The one caller of a server without login, who may do everything. */
    Caller ADMINISTRATOR = new Caller("local-administrator", "local administrator", true);

    /** For a server without login. */
    CallerAuthenticator LOCAL_ADMINISTRATOR = request -> ADMINISTRATOR;

    /**
     * The caller, whom to find out the body is not needed.
     *
     * @throws DataException UNAUTHENTICATED if nobody was verified; UNAVAILABLE if nobody can be verified now
     */
    Caller callerOf(HttpServletRequest request);
}

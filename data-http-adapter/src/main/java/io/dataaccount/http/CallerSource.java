package io.dataaccount.http;

import io.dataaccount.core.model.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Who sent a request, as far as this door could verify it. Safe for use by many threads. */
interface CallerSource {
    /** The one caller of a server without login, who may do everything. */
    Caller ADMINISTRATOR = new Caller("local-administrator", "local administrator", true);

    /** For a server without login. */
    CallerSource LOCAL_ADMINISTRATOR = request -> ADMINISTRATOR;

    /** The caller, or null if nobody was verified: the contract then answers for it. */
    @Nullable
    Caller callerOf(HttpServletRequest request);
}

package io.dataaccount.http.page;

import io.dataaccount.core.rest.SharedBody;
import io.javalin.http.Context;

/** Writes a body into a response. */
@FunctionalInterface
public interface BodyWriter {
    /**
     * Writes the whole body, or only its length for a HEAD request. Returns normally if the client has disconnected.
     */
    void write(SharedBody body, Context ctx);
}

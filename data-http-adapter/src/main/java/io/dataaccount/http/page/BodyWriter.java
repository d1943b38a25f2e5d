package io.dataaccount.http.page;

import io.dataaccount.core.rest.SharedBody;
import io.javalin.http.Context;

/** Writes a body into a response. */
@FunctionalInterface
public interface BodyWriter {
    /** Writes all of it; nothing if the client is gone, and only its length for a HEAD. */
    void write(SharedBody body, Context ctx);
}

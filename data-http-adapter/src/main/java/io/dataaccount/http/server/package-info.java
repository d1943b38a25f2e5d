/** The HTTP server: Javalin and Jetty around the REST API, with health checks, metrics and limits. */
@Internal
@NullMarked
package io.dataaccount.http.server;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;

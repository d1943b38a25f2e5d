/**
 * Protection of a Jetty server against slow clients and clients that hold threads or connections. Used by the embedded
 * AWS and by data-http-adapter; not an API.
 */
@Internal
@NullMarked
package io.dataaccount.testkit.embedded.jetty;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;

/**
 * What a server on Jetty does so that slow clients hold none of its threads: the embedded AWS, and the server around
 * it.
 */
@Internal
@NullMarked
package io.dataaccount.testkit.embedded.jetty;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;

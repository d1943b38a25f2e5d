/** What a server on Jetty does so that slow clients hold none of its threads: the embedded AWS, and the server around it. */
@NullMarked
package io.dataaccount.testkit.embedded.jetty;

import org.jspecify.annotations.NullMarked;

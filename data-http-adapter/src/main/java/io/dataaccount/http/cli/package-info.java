/** The command line of the server: the commands {@code local} and {@code aws}, and the container's health check. */
@Internal
@NullMarked
package io.dataaccount.http.cli;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;

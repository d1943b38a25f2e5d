/** The command line of the server. */
@Internal
@NullMarked
package io.dataaccount.http.cli;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;

/** The server's own credentials: where they come from, and why there are none. */
@Internal
@NullMarked
package io.dataaccount.aws.credentials;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;

/** What the operator sees of the server: request logs and metrics. */
@Internal
@NullMarked
package io.dataaccount.http.observe;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;

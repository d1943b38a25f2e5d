/** Decides which requests the server accepts: authentication, host and origin filters, and limits for each caller. */
@Internal
@NullMarked
package io.dataaccount.http.access;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;

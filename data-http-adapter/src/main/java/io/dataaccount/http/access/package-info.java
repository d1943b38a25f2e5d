/** Who may call the server, and how often: authentication, host and origin filters, and limits. */
@Internal
@NullMarked
package io.dataaccount.http.access;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;

/** Signatures, sessions and session policies of the embedded AWS; not an API. */
@Internal
@NullMarked
package io.dataaccount.testkit.embedded.auth;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;

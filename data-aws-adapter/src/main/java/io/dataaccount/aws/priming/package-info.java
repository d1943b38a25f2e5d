/** Priming: runs the code of a request before the first real one, to shorten cold starts. */
@Internal
@NullMarked
package io.dataaccount.aws.priming;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;

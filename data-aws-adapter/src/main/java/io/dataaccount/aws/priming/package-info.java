/** Priming: runs the code of the first call before it comes, to shorten cold starts. */
@Internal
@NullMarked
package io.dataaccount.aws.priming;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;

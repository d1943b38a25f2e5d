/** The embedded STS. */
@Internal
@NullMarked
package io.dataaccount.testkit.embedded.sts;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;

/** The embedded STS: AssumeRole and GetCallerIdentity; not an API. */
@Internal
@NullMarked
package io.dataaccount.testkit.embedded.sts;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;

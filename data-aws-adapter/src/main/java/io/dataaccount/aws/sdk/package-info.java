/** How the AWS SDK is called: time limits, deadlines, metrics, and summaries of errors for the log. */
@Internal
@NullMarked
package io.dataaccount.aws.sdk;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;

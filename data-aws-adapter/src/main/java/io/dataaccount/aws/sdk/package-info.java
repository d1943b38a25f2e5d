/** Common code for calls through the AWS SDK: time limits, deadlines, metrics, and error summaries for the log. */
@Internal
@NullMarked
package io.dataaccount.aws.sdk;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;

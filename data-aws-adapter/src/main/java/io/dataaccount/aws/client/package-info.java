/** The clients of the AWS SDK, over one HTTP client. */
@Internal
@NullMarked
package io.dataaccount.aws.client;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;

/** HTTP and XML in the format of S3 and STS; not an API. */
@Internal
@NullMarked
package io.dataaccount.testkit.embedded.http;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;

/** HTTP and XML as S3 and STS speak them. */
@Internal
@NullMarked
package io.dataaccount.testkit.embedded.http;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;

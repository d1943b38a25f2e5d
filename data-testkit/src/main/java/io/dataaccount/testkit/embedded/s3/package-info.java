/** The embedded S3: operations, settings of buckets, and CORS around S3Proxy. */
@Internal
@NullMarked
package io.dataaccount.testkit.embedded.s3;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;

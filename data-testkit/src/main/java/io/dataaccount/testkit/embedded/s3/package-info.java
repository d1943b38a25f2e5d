/** The embedded S3: operations on buckets and their settings, CORS, and objects with S3Proxy; not an API. */
@Internal
@NullMarked
package io.dataaccount.testkit.embedded.s3;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;

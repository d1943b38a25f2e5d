/** Buckets and folders on S3 and on S3-compatible servers. */
@Internal
@NullMarked
package io.dataaccount.aws.s3;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;
